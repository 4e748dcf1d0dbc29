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
export function SignUpForm({ next }: { next: string }) {
  const [error, setError] = useState<SessionError>();
  const [busy, setBusy] = useState(false);

  async function signUp(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    const result = await sessionRequest<{ userId: string }>('sign-up', {
      name: String(form.get('name')).trim(),
      email: String(form.get('email')).trim(),
      password: form.get('password'),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: navigator.language,
    });
    if (result.error) {
      setError(result.error);
      return setBusy(false);
    }
    tellOtherTabs({ type: 'signed-in', userId: result.ok.userId });
    window.location.assign(next);
  }

  const errorOf = (field: string) => (error?.field === field ? error.message : undefined);
  const isElsewhere = error && !['name', 'email', 'password'].includes(error.field ?? '');

  return (
    // Without script the browser would put the password into the address; POST keeps it out.
    <form method="post" onSubmit={signUp} className="grid gap-4">
      {isElsewhere ? <Notice tone="fail">{error.message}</Notice> : null}
      <TextField label="Your name" name="name" autoComplete="name" required autoFocus error={errorOf('name')} />
      <TextField
        label="Work email"
        name="email"
        type="email"
        autoComplete="username"
        required
        error={errorOf('email')}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 15 characters. A few unrelated words work well."
        error={errorOf('password')}
      />
      <Button type="submit" busy={busy} className="mt-2 w-full">
        Create account
      </Button>
      <p className="text-sm text-soft">
        Already have an account?{' '}
        <Link
          href={`/sign-in?next=${encodeURIComponent(next)}`}
          className="font-medium text-accent underline underline-offset-3"
        >
          Sign in
        </Link>
      </p>
    </form>
  );
}
