'use client';

import { useQuery } from '@apollo/client/react';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../design/empty-state.tsx';
import { Panel } from '../design/panel.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { FirmMetricsDocument } from '../generated/graphql.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { MetricTile, MetricTilePlaceholder } from './metric-tile.tsx';
import type { Month } from './month.ts';

/** While a sync runs the numbers move; they are asked for again this often. */
const pollWhileSyncingMs = 10_000;

/** The three numbers of a month. */
export function MetricsSection({ month, syncing }: { month: Month; syncing: boolean }) {
  const { formats, may } = useFirm();
  const allowed = may('metrics:read');
  const [explained, setExplained] = useState(false);
  const { data, previousData, error, refetch } = useQuery(FirmMetricsDocument, {
    variables: { month },
    skip: !allowed,
    // A role may see one number and not another: what came is shown.
    errorPolicy: 'all',
    pollInterval: syncing ? pollWhileSyncingMs : 0,
  });

  if (!allowed) {
    return (
      <Panel>
        <EmptyState Icon={Lock} title="The firm’s numbers are not part of your role">
          Ask an owner or administrator of your firm if you need them.
        </EmptyState>
      </Panel>
    );
  }
  // Tiles of the month before stay, faded, until the new ones are there: the page does not jump.
  const metrics = (data ?? previousData)?.firm?.metrics;
  if (error && !data?.firm?.metrics) {
    return <NotLoaded error={error} onRetry={refetch} />;
  }
  if (!metrics) {
    return (
      <div role="status" aria-label="Loading the numbers" className="grid gap-4 md:grid-cols-3">
        <MetricTilePlaceholder />
        <MetricTilePlaceholder />
        <MetricTilePlaceholder />
      </div>
    );
  }
  const stale = !data;
  const { hoursWorked, billed, collected } = metrics;
  const tile = { stale, explained, onExplain: setExplained };
  return (
    <div aria-busy={stale} className="grid gap-4 md:grid-cols-3">
      <MetricTile
        metric={hoursWorked}
        {...tile}
        value={hoursWorked.hours ? `${formats.hours(hoursWorked.hours)} h` : null}
      />
      {billed ? (
        <MetricTile metric={billed} {...tile} value={billed.money ? formats.money(billed.money) : null} />
      ) : null}
      {collected ? (
        <MetricTile metric={collected} {...tile} value={collected.money ? formats.money(collected.money) : null} />
      ) : null}
    </div>
  );
}
