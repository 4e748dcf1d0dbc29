'use client';

import { ArrowLeft, Mail, Phone } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Panel } from '../design/panel.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import type { MatterQuery } from '../generated/graphql.ts';
import { MatterStatusBadge } from './matter-status.tsx';

type Matter = NonNullable<MatterQuery['matter']>;

/** What Clio knows about the matter itself. */
export function MatterFacts({ matter }: { matter: Matter }) {
  const { id, formats } = useFirm();
  const { client, responsibleAttorney, originatingAttorney } = matter;
  return (
    <>
      <Link
        href={`/firms/${id}/matters`}
        className="-ml-1 inline-flex min-h-9 items-center gap-1.5 rounded-md px-1 text-sm text-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" /> Matters
      </Link>
      <header className="mt-2 mb-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-2xl font-semibold sm:text-[1.75rem]">{matter.displayNumber}</h1>
          <MatterStatusBadge status={matter.status} />
        </div>
        {matter.description ? <p className="mt-1 max-w-3xl text-lg text-soft">{matter.description}</p> : null}
      </header>
      <div className="mb-5 grid gap-5 lg:grid-cols-[2fr_1fr]">
        <Panel title="About this matter">
          <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
            <Fact name="Responsible attorney">{responsibleAttorney?.name}</Fact>
            <Fact name="Originating attorney">{originatingAttorney?.name}</Fact>
            <Fact name="Practice area">{matter.practiceAreaName}</Fact>
            <Fact name="Location">{matter.location}</Fact>
            <Fact name="Opened">{matter.openDate ? formats.day(matter.openDate) : null}</Fact>
            {matter.pendingDate ? <Fact name="Pending since">{formats.day(matter.pendingDate)}</Fact> : null}
            <Fact name="Closed">{matter.closeDate ? formats.day(matter.closeDate) : null}</Fact>
            <Fact name="Billing">{billing(matter)}</Fact>
            <Fact name="Client’s reference">{matter.clientReference}</Fact>
            <Fact name="Number in Clio">{matter.clioId}</Fact>
          </dl>
        </Panel>
        <Panel title="Client">
          {client ? (
            <div className="text-sm">
              <p className="font-medium">{client.name ?? 'No name'}</p>
              {client.type ? <p className="text-soft">{client.type}</p> : null}
              <div className="mt-3 grid gap-1">
                {client.primaryEmailAddress ? (
                  <a
                    href={`mailto:${client.primaryEmailAddress}`}
                    className="flex min-h-8 min-w-0 items-center gap-2 text-accent underline-offset-3 hover:underline"
                  >
                    <Mail aria-hidden className="size-4 shrink-0" />
                    <span className="truncate">{client.primaryEmailAddress}</span>
                  </a>
                ) : null}
                {client.primaryPhoneNumber ? (
                  <a
                    href={`tel:${client.primaryPhoneNumber.replace(/[^+\d]/g, '')}`}
                    className="flex min-h-8 items-center gap-2 text-accent underline-offset-3 hover:underline"
                  >
                    <Phone aria-hidden className="size-4 shrink-0" />
                    {client.primaryPhoneNumber}
                  </a>
                ) : null}
              </div>
            </div>
          ) : (
            <p className="text-sm text-soft">Clio names no client, or the contact has not been synced yet.</p>
          )}
          {matter.syncedAt ? (
            <p className="mt-5 border-t border-line pt-4 text-[0.8125rem] text-soft">
              As of {formats.instant(matter.syncedAt)}
            </p>
          ) : null}
        </Panel>
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-soft">{name}</dt>
      <dd className="mt-0.5 font-medium wrap-break-word">
        {children || <span className="font-normal text-soft">Not set</span>}
      </dd>
    </div>
  );
}

function billing({ billable, billingMethod }: Matter): string | null {
  if (billable === false) return 'Not billable';
  return billingMethod ? billingMethod.charAt(0).toUpperCase() + billingMethod.slice(1).replaceAll('_', ' ') : null;
}
