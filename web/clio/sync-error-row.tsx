'use client';

import { Button } from '../design/button.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import type { SyncErrorFactsFragment } from '../generated/graphql.ts';
import { useRetryError } from './sync-actions.ts';
import { entityNames } from './sync-words.ts';

/** One record, or one kind of them, that could not be brought over. */
export function SyncErrorRow({ entry }: { entry: SyncErrorFactsFragment }) {
  const { may } = useFirm();
  const { busy, retry } = useRetryError();
  const { id, jobId, entity, clioId, message, advice, retryable, retrying } = entry;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-t border-line px-5 py-4 text-sm sm:px-6">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">
          {entityNames[entity]}
          {clioId ? <span className="numeric font-normal text-soft"> · Clio id {clioId}</span> : null}
        </p>
        <p className="mt-1 wrap-anywhere text-fail">{message}</p>
        <p className="mt-1 text-soft">{advice}</p>
      </div>
      {retryable && may('sync:write') ? (
        <Button
          look="secondary"
          busy={busy || retrying}
          aria-label={`Try again: ${entityNames[entity]} ${clioId ?? ''}`}
          onClick={() => void retry(jobId, id)}
        >
          Try again
        </Button>
      ) : null}
    </li>
  );
}
