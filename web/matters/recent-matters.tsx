'use client';

import { useQuery } from '@apollo/client/react';
import Link from 'next/link';
import { Panel } from '../design/panel.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import { RecentMattersDocument } from '../generated/graphql.ts';
import { MatterStatusBadge } from './matter-status.tsx';

const pollWhileSyncingMs = 10_000;

/** The matters that moved last in Clio. Absent while there are none: the page has its own words for that. */
export function RecentMatters({ syncing }: { syncing: boolean }) {
  const { id, formats } = useFirm();
  const now = useNowMs(60_000);
  const { data, loading } = useQuery(RecentMattersDocument, { pollInterval: syncing ? pollWhileSyncingMs : 0 });
  const matters = data?.firm?.matters;
  if (!matters && !loading) return null;
  if (matters?.nodes.length === 0) return null;
  return (
    <Panel
      title="Recently changed matters"
      aside={
        <Link
          href={`/firms/${id}/matters`}
          className="text-sm font-medium text-accent underline-offset-3 hover:underline"
        >
          {matters ? `All ${formats.count(matters.totalCount)} matters` : 'All matters'}
        </Link>
      }
      flush
    >
      <ul>
        {matters
          ? matters.nodes.map((matter) => (
              <li key={matter.id} className="border-t border-line">
                <Link
                  href={`/firms/${id}/matters/${matter.id}`}
                  className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-5 py-3 text-sm hover:bg-sunken sm:grid-cols-[9rem_minmax(0,1fr)_auto_7rem] sm:px-6"
                >
                  <span className="truncate font-medium">{matter.displayNumber}</span>
                  <span className="truncate text-soft max-sm:order-3 max-sm:col-span-2">
                    {[matter.client?.name, matter.description].filter(Boolean).join(' · ')}
                  </span>
                  <MatterStatusBadge status={matter.status} />
                  <span className="text-right text-soft max-sm:hidden">
                    {matter.updatedAt ? formats.ago(matter.updatedAt, now) : null}
                  </span>
                </Link>
              </li>
            ))
          : [1, 2, 3].map((row) => (
              <li key={row} className="border-t border-line px-6 py-4">
                <Skeleton className="h-4 w-full" />
              </li>
            ))}
      </ul>
    </Panel>
  );
}
