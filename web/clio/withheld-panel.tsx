'use client';

import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Panel } from '../design/panel.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { WithheldDeletionsDocument, type WithheldFactsFragment } from '../generated/graphql.ts';
import { entityNames } from './sync-words.ts';
import { WithheldDialog } from './withheld-dialog.tsx';

/** What Clio does not show any more and nobody has decided about yet, or that somebody decided to keep. Nothing where all is there. */
export function WithheldPanel({ running }: { running: boolean }) {
  const { may } = useFirm();
  const { data } = useQuery(WithheldDeletionsDocument);
  const [asked, setAsked] = useState<WithheldFactsFragment>();
  const kinds = data?.firm?.withheldDeletions ?? [];
  if (kinds.length === 0) return null;
  return (
    <Panel title="Missing in Clio" flush>
      <ul>
        {kinds.map((kind) => (
          <li
            key={kind.entity}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-t border-line px-5 py-4 text-sm sm:px-6"
          >
            <div className="min-w-0 flex-1 basis-72">
              <p className="font-medium">
                {entityNames[kind.entity]}
                <span className="numeric font-normal text-soft"> · {missing(kind)}</span>
              </p>
              <p className="mt-1 wrap-anywhere text-wait">{kind.reason}</p>
              <Decision kind={kind} />
            </div>
            {may('clio:write') ? (
              <Button
                look="secondary"
                disabled={running}
                aria-label={`Decide about missing ${entityNames[kind.entity]}`}
                onClick={() => setAsked(kind)}
              >
                Decide
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked ? <WithheldDialog key={asked.entity} kind={asked} onClose={() => setAsked(undefined)} /> : null}
    </Panel>
  );
}

/** Whether the copy keeps them because somebody said so, or because nobody has said anything yet. */
function Decision({ kind: { decision, decidedAt } }: { kind: WithheldFactsFragment }) {
  const { formats } = useFirm();
  const since = decidedAt ? ` on ${formats.instant(decidedAt)}` : '';
  if (decision === 'KEPT') return <p className="mt-1 text-soft">Kept here by decision{since}.</p>;
  if (decision === 'ACCEPTED') return <p className="mt-1 text-soft">Their removal was accepted{since}.</p>;
  return <p className="mt-1 text-soft">They stay here until an owner or administrator decides.</p>;
}

function missing({ records, copied }: WithheldFactsFragment): string {
  return `${records} of ${copied} missing`;
}
