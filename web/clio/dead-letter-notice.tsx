'use client';

import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import type { JobProgressFragment } from '../generated/graphql.ts';
import { useRedrive } from './sync-actions.ts';
import { entityNames } from './sync-words.ts';

/** Says which work of a running job was put aside, and lets it go on. Nothing where there is none. */
export function DeadLetterNotice({ job }: { job: JobProgressFragment }) {
  const { may } = useFirm();
  const { busy, redrive } = useRedrive();
  const names = job.entities.filter(({ deadLettered }) => deadLettered).map(({ type }) => entityNames[type]);
  if (names.length === 0) return null;
  return (
    <div className="mt-4">
      <Notice
        tone="wait"
        title="Work was put aside"
        action={
          may('sync:write') ? (
            <Button look="secondary" busy={busy} onClick={() => void redrive()}>
              Resume
            </Button>
          ) : null
        }
      >
        {names.join(', ')} failed again and again. The other records go on; these wait until somebody resumes them.
      </Notice>
    </div>
  );
}
