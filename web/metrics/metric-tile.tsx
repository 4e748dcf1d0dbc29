import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { classNames } from '../design/class-names.ts';
import { Skeleton } from '../design/skeleton.tsx';
import { useFirm } from '../firm/firm-context.tsx';

export interface MetricFacts {
  name: string;
  formula: string;
  /** Which date of a row decides the month. */
  dateBasis: string;
  /** The instant that the number is true for; null before anything was synced. */
  asOf?: string | null;
  syncing: boolean;
  /** Rows that Clio shows without the amount. */
  hiddenCount: number;
  /** Rows in a currency that is not the firm's. */
  otherCurrencyCount?: number;
}

/** One number with everything that one needs to trust it. */
export function MetricTile({
  metric,
  value,
  stale,
  explained,
  onExplain,
}: {
  metric: MetricFacts;
  value: string | null;
  stale: boolean;
  /** Whether the formula shows: all tiles open together, to be compared. */
  explained: boolean;
  onExplain: (explained: boolean) => void;
}) {
  const { id, formats } = useFirm();
  return (
    <article className="flex min-w-0 flex-col rounded-2xl border border-line bg-surface p-5 shadow-panel sm:p-6">
      <h2 className="text-sm font-medium text-soft">{metric.name}</h2>
      <p
        className={classNames(
          'numeric mt-2 pb-2 text-[2rem] leading-tight font-semibold tracking-tight transition-opacity',
          value ? 'total-rule' : 'border-b-[3px] border-transparent text-soft',
          stale && 'opacity-50',
        )}
      >
        {value ?? '—'}
      </p>
      <p className="mt-2.5 text-[0.8125rem] text-soft">
        {value === null ? (
          <>
            {metric.syncing ? 'Still syncing: nothing to count yet.' : 'Nothing has been synced yet.'}{' '}
            <Link href={`/firms/${id}/clio`} className="font-medium text-accent underline underline-offset-3">
              {metric.syncing ? 'See progress' : 'Connect Clio'}
            </Link>
          </>
        ) : metric.syncing ? (
          <>
            <span className="font-medium text-wait">Still syncing</span>, this number will change
            {metric.asOf ? <> · as of {formats.instant(metric.asOf)}</> : null}
          </>
        ) : metric.asOf ? (
          <>As of {formats.instant(metric.asOf)}</>
        ) : null}
      </p>
      {value === null ? null : <Remarks metric={metric} />}
      <details
        className="group pt-4 not-open:mt-auto"
        open={explained}
        onToggle={(event) => onExplain(event.currentTarget.open)}
      >
        <summary className="flex min-h-8 list-none items-center gap-1.5 text-sm font-medium text-accent">
          How it is counted
          <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
        </summary>
        <dl className="mt-2 grid gap-2.5 rounded-xl bg-sunken p-4 text-sm">
          <div>
            <dt className="text-xs text-soft">Formula</dt>
            <dd>{metric.formula}</dd>
          </div>
          <div>
            <dt className="text-xs text-soft">Counted by</dt>
            <dd>{metric.dateBasis}</dd>
          </div>
        </dl>
      </details>
    </article>
  );
}

/** What the number leaves out: silence would make it look complete. */
function Remarks({ metric: { hiddenCount, otherCurrencyCount = 0 } }: { metric: MetricFacts }) {
  const { formats, currency } = useFirm();
  if (hiddenCount === 0 && otherCurrencyCount === 0) return null;
  return (
    <ul className="mt-2 grid gap-1 text-[0.8125rem] text-wait">
      {hiddenCount > 0 ? (
        <li>
          Without {formats.count(hiddenCount)} {hiddenCount === 1 ? 'record' : 'records'} that Clio hides from the user
          who connected
        </li>
      ) : null}
      {otherCurrencyCount > 0 ? (
        <li>
          Without {formats.count(otherCurrencyCount)} {otherCurrencyCount === 1 ? 'record' : 'records'} not in{' '}
          {currency}
        </li>
      ) : null}
    </ul>
  );
}

export function MetricTilePlaceholder() {
  return (
    <div className="rounded-2xl border border-line bg-surface p-6 shadow-panel">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="mt-4 h-8 w-44" />
      <Skeleton className="mt-4 h-4 w-36" />
      <Skeleton className="mt-8 h-4 w-32" />
    </div>
  );
}
