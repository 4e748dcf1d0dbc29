'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';
import { tellOtherTabs } from './session-channel.ts';
import { sessionRequest, signOut } from './session-request.ts';
import type { SignedInPerson } from './signed-in.tsx';

/** Asks for the password over the page as it is. Whatever waited for a token goes on afterwards. */
export function SessionExpiredDialog({ person, onSignedIn }: { person: SignedInPerson; onSignedIn: () => void }) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    setBusy(true);
    setError(undefined);
    const result = await sessionRequest<{ userId: string }>('sign-in', { email: person.email, password });
    setBusy(false);
    if (result.error) return setError(result.error.message);
    tellOtherTabs({ type: 'signed-in', userId: result.ok.userId });
    onSignedIn();
  }

  return (
    <Dialog
      open
      title="Your session has ended"
      description="Sign in again to go on where you are. Nothing on this page is lost, and a running sync goes on meanwhile."
    >
      <form method="post" onSubmit={signIn} className="grid gap-4">
        <TextField label="Email" name="email" type="email" autoComplete="username" value={person.email} readOnly />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          autoFocus
          error={error}
        />
        <div className="flex flex-wrap-reverse justify-between gap-2">
          <Button look="quiet" onClick={() => void signOut()}>
            Use another account
          </Button>
          <Button type="submit" busy={busy}>
            Sign in
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
