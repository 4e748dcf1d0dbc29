'use client';

import { useQuery } from '@apollo/client/react';
import { ArrowLeft } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { Wordmark } from '../design/mark.tsx';
import { Panel } from '../design/panel.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { AccountDocument } from '../generated/graphql.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { SignOutButton } from '../session/sign-out-button.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SessionList } from './session-list.tsx';

const Toaster = dynamic(() => import('../design/toaster.tsx').then((file) => file.AppToaster), { ssr: false });

/** A person's own page, whatever the firm. */
export function AccountPage() {
  const { data, error, refetch } = useQuery(AccountDocument);
  return (
    <div className="min-h-dvh">
      <header className="flex min-h-16 items-center justify-between gap-4 px-5 sm:px-8">
        <Link href="/firms" aria-label="Smarter Firms, your firms">
          <Wordmark />
        </Link>
        <SignOutButton />
      </header>
      <main className="mx-auto w-full max-w-3xl px-4 pt-6 pb-16 sm:px-6">
        <Link
          href="/firms"
          className="-ml-1 inline-flex min-h-9 items-center gap-1.5 rounded-md px-1 text-sm text-soft hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" /> Your firms
        </Link>
        <h1 className="mt-2 mb-6 text-2xl font-semibold sm:text-[1.75rem]">Account</h1>
        {error && !data ? <NotLoaded error={error} onRetry={refetch} /> : null}
        {!data && !error ? (
          <Panel>
            <div role="status" aria-label="Loading your account" className="grid gap-4">
              <Skeleton className="h-11 w-full" />
              <Skeleton className="h-11 w-full" />
            </div>
          </Panel>
        ) : null}
        {data?.me ? (
          <div className="grid gap-5">
            <ProfileForm me={data.me} />
            <SessionList me={data.me} />
          </div>
        ) : null}
      </main>
      <Toaster />
    </div>
  );
}
