'use client';

import { RotateCcw } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import type { SyncEntityStatus, SyncEntityType } from '../generated/graphql.ts';
import { useEntityActions } from './sync-actions.ts';
import { entityNames } from './sync-words.ts';

/** What may be done about one kind of records once its job is over: going on where it stopped, or reading it anew. */
export function SyncEntityActions({
  jobId,
  type,
  status,
  missing,
}: {
  jobId: string;
  type: SyncEntityType;
  status: SyncEntityStatus;
  missing: boolean;
}) {
  const { may } = useFirm();
  const { busy, retry, resync } = useEntityActions(jobId);
  if (!may('sync:write')) return null;
  const unfinished = !missing && (status === 'FAILED' || status === 'CANCELLED');
  return (
    <span className="-my-2 flex shrink-0 items-center">
      {unfinished ? (
        <Button
          look="quiet"
          className="px-2.5"
          busy={busy}
          aria-label={`Retry ${entityNames[type]}`}
          onClick={() => void retry(type)}
        >
          Retry
        </Button>
      ) : null}
      <Button
        look="quiet"
        className="px-2.5"
        disabled={busy}
        aria-label={`Read all ${entityNames[type]} anew`}
        title="Read all of these anew"
        onClick={() => void resync(type)}
      >
        <RotateCcw aria-hidden className="size-4" />
      </Button>
    </span>
  );
}
