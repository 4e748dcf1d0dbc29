import { Check } from 'lucide-react';
import { ProgressBar } from '../design/progress-bar.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import type { JobProgressFragment } from '../generated/graphql.ts';
import { RetryEntity } from './sync-entity-actions.tsx';
import { entityNames, entityWords } from './sync-words.ts';

/** One kind of record within a job. */
export function SyncEntityRow({
  entity,
  jobId,
  running,
  missing,
}: {
  entity: JobProgressFragment['entities'][number];
  jobId: string;
  running: boolean;
  /** So many are missing in Clio that a person decides: trying again would find the same. */
  missing: boolean;
}) {
  const { formats } = useFirm();
  const { type, status, fetched, total } = entity;
  const done = status === 'COMPLETED';
  const unfinished = !running && !missing && (status === 'FAILED' || status === 'CANCELLED');
  const percent = done ? 100 : (entity.percent ?? null);
  return (
    <li className="border-t border-line py-3.5">
      <div className="mb-2 flex items-center gap-3 text-sm">
        <span className="flex min-w-0 items-center gap-1.5 font-medium">
          {entityNames[type]}
          {done && !missing ? <Check aria-hidden className="size-4 text-accent" /> : null}
        </span>
        <span className="numeric ml-auto whitespace-nowrap text-soft">
          {missing ? (
            'Some missing in Clio'
          ) : status === 'QUEUED' || status === 'UNAVAILABLE' || status === 'FAILED' ? (
            entityWords[status].name
          ) : status === 'CANCELLED' && fetched === 0 ? (
            'Not read'
          ) : done && fetched === 0 ? (
            'None'
          ) : (
            <>
              {formats.count(fetched)}
              {total === null || total === undefined ? ' so far' : ` / ${formats.count(total)}`}
              <span className="sr-only">, {entityWords[status].name}</span>
            </>
          )}
        </span>
        {unfinished ? <RetryEntity jobId={jobId} type={type} /> : null}
      </div>
      <ProgressBar label={entityNames[type]} percent={status === 'QUEUED' ? 0 : percent} still={status !== 'RUNNING'} />
      {entity.rejected > 0 ? (
        <p className="numeric mt-2 text-[0.8125rem] text-wait">
          {formats.count(entity.rejected)} could not be copied in full.
        </p>
      ) : null}
      {status === 'UNAVAILABLE' ? (
        <p className="mt-2 text-[0.8125rem] text-wait">
          The Clio user who connected may not read these. The rest goes on.
        </p>
      ) : null}
    </li>
  );
}
