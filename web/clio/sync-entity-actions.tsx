import { RotateCcw } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { useFirm } from '../firm/firm-context.tsx';
import type { SyncEntityType } from '../generated/graphql.ts';
import { useResyncEntity, useRetryEntity } from './sync-actions.ts';
import { entityNames } from './sync-words.ts';

/** Goes on with one kind of records where its job stopped. */
export function RetryEntity({ jobId, type }: { jobId: string; type: SyncEntityType }) {
  const { may } = useFirm();
  const { busy, retry } = useRetryEntity(jobId);
  if (!may('sync:write')) return null;
  return (
    <Button
      look="quiet"
      className="-my-2 px-2.5"
      busy={busy}
      aria-label={`Retry ${entityNames[type]}`}
      onClick={() => void retry(type)}
    >
      Retry
    </Button>
  );
}

/** Reads all records of one kind anew. */
export function ResyncEntity({ type, running }: { type: SyncEntityType; running: boolean }) {
  const { may } = useFirm();
  const { busy, resync } = useResyncEntity();
  if (!may('sync:write')) return null;
  return (
    // A button that is disabled once its sync runs would lose the keyboard's place.
    <Button
      look="quiet"
      className={classNames('-my-2.5 -mr-2.5 px-2.5', running && 'opacity-55')}
      busy={busy}
      aria-disabled={running || undefined}
      aria-label={`Read all ${entityNames[type]} anew`}
      title={running ? 'Once the sync that runs has ended' : 'Read all of these anew'}
      onClick={running ? undefined : () => void resync(type)}
    >
      {busy ? null : <RotateCcw aria-hidden className="size-4" />}
    </Button>
  );
}
