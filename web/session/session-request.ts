import type { SessionError } from './session-answer.ts';

export type SessionResult<Ok> = { ok: Ok; error?: never } | { ok?: never; error: SessionError };

/** Posts to one of this origin's session routes. Network trouble comes back as an error like any other. */
export async function sessionRequest<Ok>(route: string, input: object = {}): Promise<SessionResult<Ok>> {
  try {
    const response = await fetch(`/session/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body = (await response.json()) as Ok & { error?: SessionError };
    return response.ok ? { ok: body } : { error: body.error ?? unexpected };
  } catch {
    return { error: unexpected };
  }
}

const unexpected: SessionError = {
  code: 'NETWORK',
  message: 'We could not reach Smarter Firms. Check your connection and try again.',
};

/** Ends the session and leaves the page for good, so that nothing of the person stays in memory. */
export async function signOut(): Promise<void> {
  await sessionRequest('sign-out');
  const { tellOtherTabs } = await import('./session-channel.ts');
  tellOtherTabs({ type: 'signed-out' });
  window.location.assign('/sign-in');
}
