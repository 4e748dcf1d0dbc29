'use client';

import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Notice } from '../design/notice.tsx';
import { tell } from '../design/toast.ts';
import { useFirm } from '../firm/firm-context.tsx';
import {
  AcceptWithheldDeletionsDocument,
  ClioStateDocument,
  FreshnessDocument,
  KeepWithheldDeletionsDocument,
  SyncHistoryDocument,
  WithheldDeletionsDocument,
  type WithheldFactsFragment,
} from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { entityNames } from './sync-words.ts';
import { WithheldExamples } from './withheld-examples.tsx';

/** Asks whether records that Clio does not show any more go from the copy too, and says what either answer does. */
export function WithheldDialog({ kind, onClose }: { kind: WithheldFactsFragment; onClose: () => void }) {
  const { formats } = useFirm();
  const { entity, jobId, records, copied, reason, decision } = kind;
  const kept = decision === 'KEPT';
  const name = entityNames[entity].toLowerCase();
  const [error, setError] = useState<string>();
  // One key for this dialog: pressing twice, or again after a lost answer, asks for one removal.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const refetchQueries = [WithheldDeletionsDocument, ClioStateDocument, FreshnessDocument, SyncHistoryDocument];
  // Awaited: the page behind says what was decided when the question goes away.
  const afterwards = { refetchQueries, awaitRefetchQueries: true };
  const [accept, accepting] = useMutation(AcceptWithheldDeletionsDocument, afterwards);
  const [keep, keeping] = useMutation(KeepWithheldDeletionsDocument, afterwards);

  async function decide(said: string, act: () => Promise<{ error?: { message: string } | null } | undefined>) {
    setError(undefined);
    try {
      const refused = (await act())?.error;
      if (refused) return setError(refused.message);
      tell(said);
      onClose();
    } catch (thrown) {
      setError(graphFailure(thrown).message);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${formats.count(records)} of ${formats.count(copied)} ${name} are missing in Clio`}
      description={kept ? 'They are kept here, as was decided.' : reason}
    >
      <div className="grid gap-4 text-sm">
        <WithheldExamples entity={entity} records={records} />
        <p>
          <span className="font-medium">Remove:</span> Clio is compared once more, and what it shows neither in its list
          nor by its id is removed here. Nothing changes in Clio. If more is missing by then, nothing is removed and you
          are asked again.
        </p>
        <p>
          <span className="font-medium">Keep:</span> they stay here as they were last seen. You are asked again only
          when others go missing.
        </p>
        {error ? <Notice tone="fail">{error}</Notice> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {kept ? 'Leave as it is' : 'Decide later'}
          </Button>
          {kept ? null : (
            <Button
              look="secondary"
              busy={keeping.loading}
              disabled={accepting.loading}
              onClick={() =>
                void decide(
                  `${entityNames[entity]}: what is missing in Clio is kept here`,
                  async () => (await keep({ variables: { input: { entity, jobId } } })).data?.keepWithheldDeletions,
                )
              }
            >
              Keep
            </Button>
          )}
          <Button
            look="danger"
            busy={accepting.loading}
            disabled={keeping.loading}
            onClick={() =>
              void decide(
                `${entityNames[entity]}: Clio is compared once more, then they are removed`,
                async () =>
                  (await accept({ variables: { input: { entity, jobId, idempotencyKey } } })).data
                    ?.acceptWithheldDeletions,
              )
            }
          >
            Remove
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
