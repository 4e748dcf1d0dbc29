'use client';

import { CloudDownload, FilterX, FolderOpen, Lock, Plug } from 'lucide-react';
import { Button, ButtonLink } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { Panel } from '../design/panel.tsx';
import { useFirm } from '../firm/firm-context.tsx';

export interface MattersEmptyProps {
  filtered: boolean;
  connected: boolean;
  synced: boolean;
  syncing: boolean;
  onClear: () => void;
}

/** Why the list is empty: each reason has another next step. */
export function MattersEmpty({ filtered, connected, synced, syncing, onClear }: MattersEmptyProps) {
  const { id } = useFirm();
  const clio = `/firms/${id}/clio`;
  if (filtered) {
    return (
      <Panel>
        <EmptyState
          Icon={FilterX}
          title="No matter fits"
          action={
            <Button look="secondary" onClick={onClear}>
              Clear search and filter
            </Button>
          }
        >
          {syncing ? 'The sync is still running, so it may turn up yet. ' : null}Try fewer words or another status.
        </EmptyState>
      </Panel>
    );
  }
  if (!connected && !synced) {
    return (
      <Panel>
        <EmptyState
          Icon={Plug}
          title="Clio is not connected"
          action={<ButtonLink href={clio}>Connect Clio</ButtonLink>}
        >
          Your matters appear here as soon as your firm’s Clio account is connected.
        </EmptyState>
      </Panel>
    );
  }
  if (!synced) {
    return (
      <Panel>
        <EmptyState
          Icon={CloudDownload}
          title={syncing ? 'Matters are on their way' : 'Nothing has been synced yet'}
          action={
            <ButtonLink href={clio} look="secondary">
              {syncing ? 'Watch the sync' : 'Open Clio sync'}
            </ButtonLink>
          }
        >
          {syncing
            ? 'The first sync is running. Matters appear here as they arrive.'
            : 'The first sync has not finished. Start it again and your matters appear here.'}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel>
      <EmptyState Icon={FolderOpen} title="There are no matters in Clio">
        The sync is complete and found none that the connected Clio user may see.
      </EmptyState>
    </Panel>
  );
}

export function MattersForbidden() {
  return (
    <Panel>
      <EmptyState Icon={Lock} title="Matters are not part of your role">
        Ask an owner or administrator of your firm if you need them.
      </EmptyState>
    </Panel>
  );
}
