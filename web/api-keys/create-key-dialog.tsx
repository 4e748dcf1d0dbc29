'use client';

import { useMutation } from '@apollo/client/react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { SelectField, TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { ApiKeysDocument, CreateApiKeyDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { NewKey } from './new-key.tsx';
import { scopeWords } from './scope-words.ts';

const lifetimes = [30, 90, 180, 365];

/** Asks what the key is for and what it may do, then shows it, once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { may } = useFirm();
  const scopesLabel = useId();
  const [create, { loading }] = useMutation(CreateApiKeyDocument, { refetchQueries: [ApiKeysDocument] });
  const [problem, setProblem] = useState<{ message: string; field?: string | null }>();
  const [made, setMade] = useState<{ secret: string; name: string }>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setProblem(undefined);
    try {
      const { data } = await create({
        variables: {
          input: {
            name: String(form.get('name')),
            scopes: form.getAll('scopes').map(String),
            expiresInDays: Number(form.get('expiresInDays')),
          },
        },
      });
      const { ok, error } = data?.createApiKey ?? {};
      if (error) setProblem(error);
      if (ok) setMade({ secret: ok.secret, name: ok.apiKey.name });
    } catch (error) {
      setProblem(graphFailure(error));
    }
  }

  if (made) return <NewKey {...made} onClose={onClose} />;

  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  const isElsewhere = problem && !['name', 'scopes', 'expiresInDays'].includes(problem.field ?? '');
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Create a key"
      description="It acts for you in this firm, and never does more than you may yourself."
    >
      <form onSubmit={submit} className="grid gap-4">
        {isElsewhere ? <Notice tone="fail">{problem.message}</Notice> : null}
        <TextField
          label="What is it for?"
          name="name"
          placeholder="Monthly report"
          maxLength={80}
          autoComplete="off"
          required
          autoFocus
          error={errorOf('name')}
        />
        <fieldset aria-describedby={errorOf('scopes') ? scopesLabel : undefined}>
          <legend className="mb-1.5 text-sm font-medium">What may it do?</legend>
          <div className="grid">
            {Object.entries(scopeWords)
              .filter(([scope]) => may(scope))
              .map(([scope, words]) => (
                <label key={scope} className="flex min-h-9 cursor-pointer items-center gap-3 text-sm max-sm:min-h-11">
                  <input type="checkbox" name="scopes" value={scope} className="size-4 shrink-0 accent-accent" />
                  {words}
                </label>
              ))}
          </div>
          <p id={scopesLabel} aria-live="polite" className="text-[0.8125rem] text-fail empty:hidden">
            {errorOf('scopes')}
          </p>
        </fieldset>
        <SelectField label="Ends after" name="expiresInDays" defaultValue={90} error={errorOf('expiresInDays')}>
          {lifetimes.map((days) => (
            <option key={days} value={days}>
              {days} days
            </option>
          ))}
        </SelectField>
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={loading}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
