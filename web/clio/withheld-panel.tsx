'use client';

import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Panel } from '../design/panel.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { WithheldDeletionsDocument, type WithheldFactsFragment } from '../generated/graphql.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { entityNames } from './sync-words.ts';
import { WithheldDialog } from './withheld-dialog.tsx';

/** What Clio does not show any more and nobody has decided about yet, or that somebody decided to keep. Nothing where all is there. */
export function WithheldPanel({ running }: { running: boolean }) {
  const { data, error, refetch } = useQuery(WithheldDeletionsDocument);
  const [asked, setAsked] = useState<WithheldFactsFragment>();
  const kinds = data?.firm?.withheldDeletions ?? [];
  if (error && !data) {
    return (
      <NotLoaded error={error} onRetry={refetch} title="Whether records are missing in Clio could not be loaded" />
    );
  }
  return (
    <>
      {kinds.length > 0 ? (
        <Panel title="Missing in Clio" flush>
          <ul>
            {kinds.map((kind) => (
              <WithheldRow key={kind.entity} kind={kind} running={running} onAsk={() => setAsked(kind)} />
            ))}
          </ul>
        </Panel>
      ) : null}
      {/* It outlives the rows: an answer may take the last one away. */}
      {asked ? <WithheldDialog key={asked.entity} kind={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

function WithheldRow({ kind, running, onAsk }: { kind: WithheldFactsFragment; running: boolean; onAsk: () => void }) {
  const { formats, may } = useFirm();
  const { entity, records, copied, reason, decision } = kind;
  const name = entityNames[entity];
  const kept = decision === 'KEPT';
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-t border-line px-5 py-4 text-sm sm:px-6">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">
          {name}
          <span className="numeric font-normal text-soft">
            {' '}
            · {formats.count(records)} of {formats.count(copied)} missing
          </span>
        </p>
        {kept ? null : <p className="mt-1 wrap-anywhere text-wait">{reason}</p>}
        <Decision kind={kind} />
      </div>
      {may('clio:write') ? (
        <Button
          look="secondary"
          disabled={running}
          title={running ? 'Once the sync that runs has ended' : undefined}
          aria-label={kept ? `Decide anew about missing ${name}` : `Decide about missing ${name}`}
          onClick={onAsk}
        >
          {kept ? 'Decide anew' : 'Decide'}
        </Button>
      ) : null}
    </li>
  );
}

/** Whether the copy keeps them because somebody said so, or because nobody has said anything yet. */
function Decision({ kind: { decision, decidedAt } }: { kind: WithheldFactsFragment }) {
  const { formats, may } = useFirm();
  const since = decidedAt ? ` on ${formats.instant(decidedAt)}` : '';
  if (decision === 'KEPT') return <p className="mt-1 text-soft">Kept here, as was decided{since}.</p>;
  if (decision === 'ACCEPTED') return <p className="mt-1 text-soft">Their removal was accepted{since}.</p>;
  return (
    <p className="mt-1 text-soft">
      {may('clio:write')
        ? 'They stay here until you decide.'
        : 'They stay here until an owner or administrator decides.'}
    </p>
  );
}
