'use client';

import { CloudDownload, FilterX, FolderOpen, Lock, Plug } from 'lucide-react';
import { Button, ButtonLink } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { Panel } from '../design/panel.tsx';
import { useFirm } from './firm-context.tsx';

/** What a list holds, as in "No matter fits" and "Your matters appear here". */
export interface CopyNoun {
  one: string;
  many: string;
}

export interface CopyEmptyProps {
  noun: CopyNoun;
  /** What else than fewer words may help a search. */
  hint: string;
  filtered: boolean;
  connected: boolean;
  synced: boolean;
  syncing: boolean;
  onClear: () => void;
}

/** Why a list of the copy is empty: each reason has another next step. */
export function CopyEmpty({ noun, hint, filtered, connected, synced, syncing, onClear }: CopyEmptyProps) {
  const { id } = useFirm();
  const clio = `/firms/${id}/clio`;
  if (filtered) {
    return (
      <Panel>
        <EmptyState
          Icon={FilterX}
          title={`No ${noun.one} fits`}
          action={
            <Button look="secondary" onClick={onClear}>
              Clear search and filter
            </Button>
          }
        >
          {syncing ? 'The sync is still running, so it may turn up yet. ' : null}Try fewer words or {hint}.
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
          Your {noun.many} appear here as soon as your firm’s Clio account is connected.
        </EmptyState>
      </Panel>
    );
  }
  if (!synced) {
    return (
      <Panel>
        <EmptyState
          Icon={CloudDownload}
          title={syncing ? `${capital(noun.many)} are on their way` : 'Nothing has been synced yet'}
          action={
            <ButtonLink href={clio} look="secondary">
              {syncing ? 'Watch the sync' : 'Open Clio sync'}
            </ButtonLink>
          }
        >
          {syncing
            ? `The first sync is running. ${capital(noun.many)} appear here as they arrive.`
            : `The first sync has not finished. Start it again and your ${noun.many} appear here.`}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel>
      <EmptyState Icon={FolderOpen} title={`There are no ${noun.many} in Clio`}>
        The sync is complete and found none that the connected Clio user may see.
      </EmptyState>
    </Panel>
  );
}

export function CopyForbidden({ noun }: { noun: CopyNoun }) {
  return (
    <Panel>
      <EmptyState Icon={Lock} title={`${capital(noun.many)} are not part of your role`}>
        Ask an owner or administrator of your firm if you need them.
      </EmptyState>
    </Panel>
  );
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
