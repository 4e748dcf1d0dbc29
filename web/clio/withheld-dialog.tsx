'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Notice } from '../design/notice.tsx';
import { tell } from '../design/toast.ts';
import {
  AcceptWithheldDeletionsDocument,
  ClioStateDocument,
  FreshnessDocument,
  KeepWithheldDeletionsDocument,
  SyncHistoryDocument,
  WithheldDeletionsDocument,
  WithheldExamplesDocument,
  type WithheldFactsFragment,
} from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { entityNames } from './sync-words.ts';

/** Asks whether records that Clio does not show any more go from the copy too, and says what either answer does. */
export function WithheldDialog({ kind, onClose }: { kind: WithheldFactsFragment; onClose: () => void }) {
  const { entity, jobId, records, copied, reason } = kind;
  const name = entityNames[entity].toLowerCase();
  const [error, setError] = useState<string>();
  // One key for this dialog: pressing twice, or again after a lost answer, asks for one removal.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const refetchQueries = [WithheldDeletionsDocument, ClioStateDocument, FreshnessDocument, SyncHistoryDocument];
  const [accept, accepting] = useMutation(AcceptWithheldDeletionsDocument, { refetchQueries });
  const [keep, keeping] = useMutation(KeepWithheldDeletionsDocument, { refetchQueries });

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
      title={`${records} of ${copied} ${name} are missing in Clio`}
      description={reason}
    >
      <div className="grid gap-4 text-sm">
        <Examples entity={entity} records={records} />
        <p>
          <span className="font-medium">Accept:</span> compares once more and removes here what Clio shows neither in
          its list nor by its id. Clio itself is not changed. If more is missing by then, nothing is removed and you are
          asked again.
        </p>
        <p>
          <span className="font-medium">Keep:</span> they stay here as they were last seen. You are asked again only
          when other records go missing.
        </p>
        {error ? <Notice tone="fail">{error}</Notice> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            look="secondary"
            busy={keeping.loading}
            onClick={() =>
              void decide(
                `${entityNames[entity]}: kept`,
                async () => (await keep({ variables: { input: { entity, jobId } } })).data?.keepWithheldDeletions,
              )
            }
          >
            Keep
          </Button>
          <Button
            look="danger"
            busy={accepting.loading}
            onClick={() =>
              void decide(
                `${entityNames[entity]}: comparing once more, then removing`,
                async () =>
                  (await accept({ variables: { input: { entity, jobId, idempotencyKey } } })).data
                    ?.acceptWithheldDeletions,
              )
            }
          >
            Accept
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** A few of the missing records by name, so that a person recognises what is meant. */
function Examples({ entity, records }: Pick<WithheldFactsFragment, 'entity' | 'records'>) {
  const { data } = useQuery(WithheldExamplesDocument, { fetchPolicy: 'network-only' });
  const examples = data?.firm?.freshness.find((kind) => kind.entity === entity)?.withheldExamples ?? [];
  if (examples.length === 0) return null;
  const more = records - examples.length;
  return (
    <ul className="grid gap-1 rounded-xl border border-line p-3.5">
      {examples.map(({ clioId, name }) => (
        <li key={clioId} className="wrap-anywhere">
          {name ?? 'A record'}
          <span className="numeric text-soft"> · Clio id {clioId}</span>
        </li>
      ))}
      {more > 0 ? <li className="text-soft">and {more} more</li> : null}
    </ul>
  );
}
