'use client';

import { useQuery } from '@apollo/client/react';
import { Bell } from 'lucide-react';
import Link from 'next/link';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { useFirm } from '../firm/firm-context.tsx';
import { UnreadCountDocument } from '../generated/graphql.ts';
import { NotificationList } from './notification-list.tsx';

const pollMs = 60_000;

export function NotificationBell() {
  const { id, formats } = useFirm();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(UnreadCountDocument, { pollInterval: pollMs });
  const unread = data?.me?.unreadNotificationCount ?? 0;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={unread > 0 ? `Notifications, ${formats.count(unread)} unread` : 'Notifications'}
        className="relative grid size-11 place-items-center rounded-full hover:bg-sunken"
      >
        <Bell aria-hidden className="size-5" />
        {unread > 0 ? (
          <span
            aria-hidden
            className="numeric absolute top-1 right-0.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-fail px-1 text-[0.6875rem] font-semibold text-surface ring-2 ring-paper"
          >
            {unread > 99 ? '99+' : unread}
          </span>
        ) : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Notifications"
          className="enter z-50 flex max-h-[min(32rem,80dvh)] w-[calc(100vw-1rem)] max-w-96 flex-col overflow-hidden rounded-2xl border border-line bg-raised shadow-over focus:outline-none"
        >
          <div className="overflow-y-auto">
            <NotificationList pageSize={8} onFollow={() => setOpen(false)} />
          </div>
          <Link
            href={`/firms/${id}/notifications`}
            onClick={() => setOpen(false)}
            className="border-t border-line px-5 py-3 text-sm font-medium text-accent hover:bg-sunken"
          >
            All notifications
          </Link>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
