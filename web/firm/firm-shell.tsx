'use client';

import { Menu, PanelLeftClose, PanelLeftOpen, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { classNames } from '../design/class-names.ts';
import { Mark } from '../design/mark.tsx';
import type { Theme } from '../design/theme.ts';
import { NotificationBell } from '../notifications/notification-bell.tsx';
import { useFirm } from './firm-context.tsx';
import { FirmSwitcher, type MembershipChoice } from './firm-switcher.tsx';
import { NavigationLinks } from './navigation-links.tsx';
import { rememberNavigation } from './navigation-width.ts';
import { UserMenu } from './user-menu.tsx';

/** Toasts are for answers to a press: their code is not needed to show a page. */
const Toaster = dynamic(() => import('../design/toaster.tsx').then((file) => file.AppToaster), { ssr: false });

export interface FirmShellProps {
  memberships: readonly MembershipChoice[];
  trialEndsAt: string | null;
  theme: Theme;
  narrow: boolean;
  children: ReactNode;
}

/** The frame of every page of a firm: navigation, firm, person. */
export function FirmShell({ memberships, trialEndsAt, theme, narrow: startNarrow, children }: FirmShellProps) {
  const [narrow, setNarrow] = useState(startNarrow);
  const [drawer, setDrawer] = useState(false);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer.
  useEffect(() => setDrawer(false), [path]);

  function toggleWidth() {
    setNarrow(!narrow);
    rememberNavigation(!narrow);
  }

  return (
    <div
      className={classNames(
        'grid min-h-dvh lg:transition-[grid-template-columns]',
        narrow ? 'lg:grid-cols-[4.25rem_minmax(0,1fr)]' : 'lg:grid-cols-[15.5rem_minmax(0,1fr)]',
      )}
    >
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-4 py-2 text-accent-ink focus:translate-y-0"
      >
        Skip to the content
      </a>
      <aside className="hidden bg-nav text-nav-ink lg:block">
        <div className="sticky top-0 flex h-dvh flex-col p-3">
          <FirmSwitcher memberships={memberships} narrow={narrow} />
          <NavigationLinks narrow={narrow} />
          <div className="mt-auto grid gap-2">
            {trialEndsAt && !narrow ? <Trial endsAt={trialEndsAt} /> : null}
            <button
              type="button"
              onClick={toggleWidth}
              className="flex min-h-10 items-center gap-3 rounded-lg px-3 text-sm hover:bg-nav-wash"
            >
              {narrow ? (
                <PanelLeftOpen aria-hidden className="size-4.5" />
              ) : (
                <PanelLeftClose aria-hidden className="size-4.5" />
              )}
              <span className={narrow ? 'sr-only' : undefined}>{narrow ? 'Expand' : 'Collapse'}</span>
              <span className="sr-only"> the navigation</span>
            </button>
          </div>
        </div>
      </aside>
      <div className="min-w-0">
        <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-paper px-3 sm:px-6 lg:px-8">
          <Dialog.Root open={drawer} onOpenChange={setDrawer}>
            <Dialog.Trigger
              aria-label="Open the navigation"
              className="grid size-11 place-items-center rounded-lg hover:bg-sunken lg:hidden"
            >
              <Menu aria-hidden className="size-5" />
            </Dialog.Trigger>
            <Dialog.Portal>
              <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
              <Dialog.Content
                aria-describedby={undefined}
                className="enter fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col bg-nav p-3 text-nav-ink focus:outline-none"
              >
                <div className="flex items-center justify-between">
                  <Dialog.Title className="px-3 text-sm font-medium text-nav-strong">Navigation</Dialog.Title>
                  <Dialog.Close
                    aria-label="Close the navigation"
                    className="grid size-11 place-items-center rounded-lg"
                  >
                    <X aria-hidden className="size-5" />
                  </Dialog.Close>
                </div>
                <FirmSwitcher memberships={memberships} narrow={false} />
                <NavigationLinks narrow={false} />
                {trialEndsAt ? (
                  <div className="mt-auto">
                    <Trial endsAt={trialEndsAt} />
                  </div>
                ) : null}
              </Dialog.Content>
            </Dialog.Portal>
          </Dialog.Root>
          <Link href="/firms" aria-label="Smarter Firms, your firms" className="lg:hidden">
            <Mark className="size-7" />
          </Link>
          <div className="ml-auto flex items-center gap-1">
            <NotificationBell />
            <UserMenu theme={theme} />
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl px-4 py-6 focus:outline-none sm:px-6 sm:py-8 lg:px-8"
        >
          {children}
        </main>
      </div>
      <Toaster />
    </div>
  );
}

function Trial({ endsAt }: { endsAt: string }) {
  const { formats, timeZone } = useFirm();
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(endsAt));
  return <p className="rounded-lg border border-nav-line px-3 py-2.5 text-xs">Trial until {formats.day(day)}</p>;
}
