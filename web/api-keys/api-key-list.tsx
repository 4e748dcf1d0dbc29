'use client';

import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Notice } from '../design/notice.tsx';
import { tell } from '../design/toast.ts';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import { type ApiKeysQuery, RevokeApiKeyDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { scopeWords } from './scope-words.ts';

type Key = NonNullable<ApiKeysQuery['firm']>['apiKeys']['nodes'][number];

export function ApiKeyList({ keys }: { keys: readonly Key[] }) {
  const { may } = useFirm();
  const [revoking, setRevoking] = useState<Key>();
  return (
    <>
      <ul>
        {keys.map((key) => (
          <KeyRow key={key.id} entry={key} onRevoke={may('api-keys:write') ? () => setRevoking(key) : undefined} />
        ))}
      </ul>
      {revoking ? <RevokeDialog entry={revoking} onClose={() => setRevoking(undefined)} /> : null}
    </>
  );
}

function KeyRow({ entry, onRevoke }: { entry: Key; onRevoke: (() => void) | undefined }) {
  const { formats } = useFirm();
  const now = useNowMs(30_000);
  const state = stateOf(entry, now);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-5 py-4 first:border-t-0 sm:px-6">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium break-words">{entry.name}</span>
          <code className="text-[0.8125rem] text-soft">{entry.display}</code>
          <Badge tone={state.tone}>{state.name}</Badge>
        </p>
        <p className="mt-1 text-soft">{entry.scopes.map((scope) => scopeWords[scope] ?? scope).join(' · ')}</p>
        <p className="numeric mt-0.5 text-soft">
          {entry.createdBy ? `By ${entry.createdBy.name}, ` : 'Created '}
          {formats.instant(entry.createdAt)} ·{' '}
          {entry.lastUsedAt ? `last used ${formats.ago(entry.lastUsedAt, now)}` : 'never used'}
          {state.live ? ` · ends ${formats.instant(entry.expiresAt)}` : null}
        </p>
      </div>
      {state.live && onRevoke ? (
        <Button look="danger" onClick={onRevoke} aria-label={`Revoke ${entry.name}`}>
          Revoke
        </Button>
      ) : null}
    </li>
  );
}

function stateOf({ revokedAt, expiresAt, createdBy }: Key, now: number) {
  if (revokedAt) return { name: 'Revoked', tone: 'plain', live: false } as const;
  if (Date.parse(expiresAt) <= now) return { name: 'Run out', tone: 'plain', live: false } as const;
  if (!createdBy) return { name: 'Creator has left', tone: 'wait', live: true } as const;
  return { name: 'Active', tone: 'good', live: true } as const;
}

function RevokeDialog({ entry, onClose }: { entry: Key; onClose: () => void }) {
  const [revoke, { loading }] = useMutation(RevokeApiKeyDocument);
  const [problem, setProblem] = useState<string>();

  async function confirm() {
    setProblem(undefined);
    try {
      const { data } = await revoke({ variables: { input: { apiKeyId: entry.id } } });
      if (data?.revokeApiKey.error) return setProblem(data.revokeApiKey.error.message);
      onClose();
      tell(`${entry.name} is revoked.`);
    } catch (error) {
      setProblem(graphFailure(error).message);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Revoke ${entry.name}?`}
      description="Programs that use this key are refused within ten seconds. A revoked key cannot be brought back."
    >
      <div className="grid gap-4">
        {problem ? <Notice tone="fail">{problem}</Notice> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Keep it
          </Button>
          <Button look="danger" busy={loading} onClick={() => void confirm()}>
            Revoke
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
