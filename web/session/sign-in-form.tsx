'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import type { SessionError } from './session-answer.ts';
import { tellOtherTabs } from './session-channel.ts';
import { sessionRequest } from './session-request.ts';

/** @param next path of this application, already checked. */
export function SignInForm({ next }: { next: string }) {
  const [error, setError] = useState<SessionError>();
  const [busy, setBusy] = useState(false);

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    const result = await sessionRequest<{ userId: string }>('sign-in', {
      email: String(form.get('email')).trim(),
      password: form.get('password'),
    });
    if (result.error) {
      setError(result.error);
      return setBusy(false);
    }
    tellOtherTabs({ type: 'signed-in', userId: result.ok.userId });
    // A full load: nothing that was fetched for somebody else stays.
    window.location.assign(next);
  }

  return (
    // Without script the browser would put the password into the address; POST keeps it out.
    <form method="post" onSubmit={signIn} className="grid gap-4">
      {error ? <Notice tone="fail">{error.message}</Notice> : null}
      <TextField label="Email" name="email" type="email" autoComplete="username" required autoFocus />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <Button type="submit" busy={busy} className="mt-2 w-full">
        Sign in
      </Button>
      <p className="text-sm text-soft">
        New here?{' '}
        <Link
          href={`/sign-up?next=${encodeURIComponent(next)}`}
          className="font-medium text-accent underline underline-offset-3"
        >
          Create an account
        </Link>
      </p>
    </form>
  );
}
