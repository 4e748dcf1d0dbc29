import { type Answer, type Clio, read } from './clio.ts';
import { Mismatch } from './requirement.ts';

/** The authorize page's form, as its buttons send it. */
export function decide(clio: Clio, fields: Readonly<Record<string, string>>, origin = clio.origin): Promise<Answer> {
  const { clientId, redirectUri, login } = clio.simulator;
  const form = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state: 'state-1', login };
  return read('POST /oauth/authorize', `${origin}/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...form, decision: 'approve', ...fields }),
  });
}

export function locationOf({ headers, asked, status }: Answer): URL {
  const location = headers.get('location');
  if (!location || !URL.canParse(location))
    throw new Mismatch(`expected ${asked} to lead on, got ${status} ${location}`);
  return new URL(location);
}

export async function codeFrom(clio: Clio, fields: Readonly<Record<string, string>> = {}): Promise<string> {
  return locationOf(await decide(clio, fields)).searchParams.get('code') ?? '';
}

export function token(clio: Clio, fields: Readonly<Record<string, string>>, origin = clio.origin): Promise<Answer> {
  const { clientId, clientSecret } = clio.simulator;
  return read('POST /oauth/token', `${origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...fields }),
  });
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  answer: Answer;
}

/** Goes through the whole authorization, as an application would. */
export async function signIn(clio: Clio): Promise<Tokens> {
  const { redirectUri } = clio.simulator;
  const code = await codeFrom(clio);
  const answer = await token(clio, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
  if (answer.status !== 200) throw new Mismatch(`expected tokens, got ${answer.status} ${answer.text}`);
  return {
    accessToken: String(answer.body['access_token']),
    refreshToken: String(answer.body['refresh_token']),
    answer,
  };
}

/** The same firm with a token that nothing else was asked with. */
export async function freshly(clio: Clio): Promise<Clio> {
  return clio.as((await signIn(clio)).accessToken);
}

export async function step(clio: Clio, seconds: number): Promise<void> {
  await clio.simulator.control('POST', 'clock', { advanceSeconds: seconds });
}
