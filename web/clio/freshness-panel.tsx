'use client';

import { useQuery } from '@apollo/client/react';
import { Panel } from '../design/panel.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import { FreshnessDocument, WithheldDeletionsDocument } from '../generated/graphql.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { entityNames } from './sync-words.ts';

/** As of when the copy of each kind of records is complete. */
export function FreshnessPanel() {
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
              className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 self-start border-t border-line py-2.5"
            >
              <dt>{entityNames[entity]}</dt>
              <dd className="numeric text-right text-soft">
                {asOf ? (
                  <time dateTime={asOf} title={formats.instant(asOf)}>
                    {formats.ago(asOf, now)}
                  </time>
                ) : (
                  'Not complete yet'
                )}
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
