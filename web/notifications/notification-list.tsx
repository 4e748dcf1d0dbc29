'use client';

import { NetworkStatus } from '@apollo/client';
import { useMutation, useQuery } from '@apollo/client/react';
import { BellOff, CircleAlert, CircleCheck, type LucideIcon, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { Button } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { ShowMore } from '../design/show-more.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { tellFailure } from '../design/toast.ts';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import {
  MarkAllNotificationsReadDocument,
  MarkNotificationReadDocument,
  NotificationsDocument,
  type NotificationsQuery,
  UnreadCountDocument,
} from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { nextPath } from '../session/next-path.ts';

type Entry = NonNullable<NotificationsQuery['me']>['notifications']['nodes'][number];

/** The person's notifications, newest first. Following one marks it read. */
export function NotificationList({ pageSize, onFollow }: { pageSize: number; onFollow?: () => void }) {
  const { data, error, networkStatus, refetch, fetchMore } = useQuery(NotificationsDocument, {
    variables: { first: pageSize },
    notifyOnNetworkStatusChange: true,
  });
  const refetchQueries = [UnreadCountDocument];
  const [markRead] = useMutation(MarkNotificationReadDocument, { refetchQueries });
  const [markAllRead, marking] = useMutation(MarkAllNotificationsReadDocument, {
    refetchQueries: [UnreadCountDocument, NotificationsDocument],
  });

  if (error && !data) {
    return (
      <div className="p-4">
        <NotLoaded error={error} onRetry={refetch} />
      </div>
    );
  }
  const list = data?.me?.notifications;
  if (!list) return <Placeholder />;
  if (list.nodes.length === 0) {
    return (
      <EmptyState Icon={BellOff} title="Nothing yet">
        You will hear here when a sync has finished or needs you.
      </EmptyState>
    );
  }
  const newest = list.nodes[0]?.createdAt;
  return (
    <>
      <div className="flex min-h-12 items-center justify-between gap-3 px-5 pt-1">
        <p className="text-sm font-semibold">Notifications</p>
        {data.me && data.me.unreadNotificationCount > 0 && newest ? (
          <Button
            look="quiet"
            className="-mr-3 px-3"
            busy={marking.loading}
            // Only up to what is on the screen: what arrives meanwhile stays unread.
            onClick={() => void markAllRead({ variables: { input: { before: newest } } }).catch(() => undefined)}
          >
            Mark all as read
          </Button>
        ) : null}
      </div>
      <ul>
        {list.nodes.map((entry) => (
          <Item
            key={entry.id}
            entry={entry}
            onFollow={() => {
              onFollow?.();
              if (!entry.readAt) {
                void markRead({ variables: { input: { notificationId: entry.id } } }).catch(() => undefined);
              }
            }}
          />
        ))}
      </ul>
      {list.pageInfo.hasNextPage && pageSize > 8 ? (
        <ShowMore busy={networkStatus === NetworkStatus.fetchMore} onPress={() => void loadMore()}>
          Show older ones
        </ShowMore>
      ) : null}
    </>
  );

  async function loadMore() {
    await fetchMore({
      variables: { first: pageSize, after: list?.pageInfo.endCursor ?? null },
      updateQuery: (before, { fetchMoreResult: more }) => {
        if (!before.me || !more.me) return before;
        const nodes = [...before.me.notifications.nodes, ...more.me.notifications.nodes];
        return { ...more, me: { ...more.me, notifications: { ...more.me.notifications, nodes } } };
      },
    }).catch((failed: unknown) => tellFailure(graphFailure(failed).message));
  }
}

const looks: Record<string, { Icon: LucideIcon; className: string }> = {
  SYNC_COMPLETED: { Icon: CircleCheck, className: 'text-accent' },
  SYNC_FAILED: { Icon: CircleAlert, className: 'text-fail' },
  SYNC_STALE: { Icon: TriangleAlert, className: 'text-wait' },
  CONNECTION_NEEDS_ATTENTION: { Icon: TriangleAlert, className: 'text-wait' },
};

function Item({ entry, onFollow }: { entry: Entry; onFollow: () => void }) {
  const { id, formats } = useFirm();
  const now = useNowMs(30_000);
  const { Icon, className } = looks[entry.kind] ?? { Icon: CircleCheck, className: 'text-soft' };
  const emailed = entry.deliveries.some((delivery) => delivery.channel === 'EMAIL' && delivery.status === 'SENT');
  return (
    <li className="border-t border-line">
      <Link
        href={nextPath(entry.href, `/firms/${id}`)}
        onClick={onFollow}
        className="flex gap-3 px-5 py-3.5 hover:bg-sunken"
      >
        <Icon aria-hidden className={classNames('mt-0.5 size-4.5 shrink-0', className)} />
        <span className="min-w-0 flex-1">
          <span className={classNames('block text-sm', !entry.readAt && 'font-semibold')}>{entry.title}</span>
          <span className="mt-0.5 block text-sm text-soft">{entry.body}</span>
          <span className="mt-1 block text-xs text-soft">
            <time dateTime={entry.createdAt} title={formats.instant(entry.createdAt)}>
              {formats.ago(entry.createdAt, now)}
            </time>
            {emailed ? ' · also by email' : null}
          </span>
        </span>
        {entry.readAt ? null : (
          <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent">
            <span className="sr-only">Unread</span>
          </span>
        )}
      </Link>
    </li>
  );
}

function Placeholder() {
  return (
    <div className="grid gap-4 p-5" role="status" aria-label="Loading notifications">
      {[1, 2, 3].map((row) => (
        <div key={row} className="grid gap-2">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-full" />
        </div>
      ))}
    </div>
  );
}
