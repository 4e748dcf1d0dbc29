'use client';

import { useQuery } from '@apollo/client/react';
import { Panel } from '../design/panel.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import { FreshnessDocument, WithheldDeletionsDocument } from '../generated/graphql.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { ResyncEntity } from './sync-entity-actions.tsx';
import { entityNames } from './sync-words.ts';

/** As of when the copy of each kind of records is complete, and a way to read one kind anew. */
export function FreshnessPanel({ running }: { running: boolean }) {
  const { formats } = useFirm();
  const now = useNowMs(30_000);
  const { data, error, refetch } = useQuery(FreshnessDocument);
  const asked = useQuery(WithheldDeletionsDocument).data?.firm?.withheldDeletions.map(({ entity }) => entity) ?? [];
  const kinds = data?.firm?.freshness;
  const stale = data?.firm?.clioConnection?.staleEntities ?? [];
  return (
    <Panel title="Fresh as of">
      {error && !kinds ? <NotLoaded error={error} onRetry={refetch} /> : null}
      {!kinds && !error ? (
        <div role="status" aria-label="Loading how fresh the data is">
          <Skeleton className="h-24 w-full" />
        </div>
      ) : null}
      {kinds ? (
        <dl className="grid gap-x-10 text-sm sm:grid-cols-2">
          {kinds.map(({ entity, asOf, withheldReason }) => (
            <div
              key={entity}
              className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 self-start border-t border-line py-2.5"
            >
              <dt>{entityNames[entity]}</dt>
              <dd className="numeric flex items-center gap-1 text-right text-soft">
                {asOf ? (
                  <time dateTime={asOf} title={formats.instant(asOf)}>
                    {formats.ago(asOf, now)}
                  </time>
                ) : (
                  'Not complete yet'
                )}
                <ResyncEntity type={entity} running={running} />
              </dd>
              {stale.includes(entity) ? (
                <dd className="col-span-2 text-[0.8125rem] text-wait">Late: older than your plan allows.</dd>
              ) : null}
              {withheldReason ? (
                <dd className="col-span-2 text-[0.8125rem] text-wait">
                  {asked.includes(entity) ? 'Some are missing in Clio and kept here: see above.' : withheldReason}
                </dd>
              ) : null}
            </div>
          ))}
        </dl>
      ) : null}
    </Panel>
  );
}
