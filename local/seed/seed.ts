import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { authorise } from './authorise.ts';
import { type DemoUser, demoUsers } from './demo-users.ts';
import { ask, expectOk, type Payload } from './graph.ts';

/** By email: the key that makes creating the firm repeatable, and whether everything is done. */
const progress = z.record(z.string(), z.object({ idempotencyKey: z.string(), done: z.boolean() }));

export interface SeedOptions {
  /** The gateway's GraphQL endpoint. */
  graphUrl: string;
  /** Where progress is remembered. */
  file: string;
  say: (text: string) => void;
}

/**
 * Gives a new instance two people with firms that are connected to Clio, through the product's public doors only.
 *
 * Done once: somebody who disconnects a demo firm later finds it disconnected after the next start. An interrupted seeding
 * goes on where it ended; every step of it can be repeated.
 */
export async function seed({ graphUrl, file, say }: SeedOptions): Promise<void> {
  const known = readJsonFile(file, progress) ?? {};
  for (const user of demoUsers) {
    const entry = known[user.email] ?? { idempotencyKey: randomUUID(), done: false };
    if (entry.done) continue;
    known[user.email] = entry;
    // Before the firm is created: a crash after that must find the same key.
    writeJsonFile(file, known);
    await seedUser(graphUrl, user, entry.idempotencyKey);
    entry.done = true;
    writeJsonFile(file, known);
    say(`${user.email} has the firm ${user.firm.name}, connected to Clio; its first sync is running`);
  }
}

async function seedUser(graphUrl: string, user: DemoUser, idempotencyKey: string): Promise<void> {
  const sessionToken = await signIn(graphUrl, user);
  const personToken = await accessToken(graphUrl, sessionToken);
  const { createFirm } = await ask<{ createFirm: Payload<{ firm: { id: string } }> }>(graphUrl, 'CreateFirm', {
    token: personToken,
    variables: { input: { ...user.firm, idempotencyKey } },
  });
  const firmId = expectOk(createFirm).firm.id;
  await connect(graphUrl, await accessToken(graphUrl, sessionToken, firmId), user);
}

async function signIn(graphUrl: string, { email, password, name, firm }: DemoUser): Promise<string> {
  const { signIn: known } = await ask<{ signIn: Payload<{ sessionToken: string }> }>(graphUrl, 'SignIn', {
    variables: { input: { email, password } },
  });
  if (known.ok) return known.ok.sessionToken;
  const { signUp } = await ask<{ signUp: Payload<{ sessionToken: string }> }>(graphUrl, 'SignUp', {
    variables: { input: { email, password, name, timeZone: firm.timeZone, locale: 'en-US' } },
  });
  return expectOk(signUp).sessionToken;
}

async function accessToken(graphUrl: string, sessionToken: string, firmId?: string): Promise<string> {
  const { createAccessToken } = await ask<{ createAccessToken: Payload<{ accessToken: string }> }>(
    graphUrl,
    'CreateAccessToken',
    { variables: { input: { sessionToken, ...(firmId && { firmId }) } } },
  );
  return expectOk(createAccessToken).accessToken;
}

async function connect(graphUrl: string, token: string, { clioLogin }: DemoUser): Promise<void> {
  const { connectClio } = await ask<{ connectClio: Payload<{ authorizationUrl: string; nonce: string }> }>(
    graphUrl,
    'ConnectClio',
    { token, variables: { input: { region: 'US' } } },
  );
  // An interrupted seeding may have come this far already.
  if (connectClio.error?.code === 'ALREADY_CONNECTED') return;
  const end = await authorise({ ...expectOk(connectClio), login: clioLogin });
  const result = end.searchParams.get('result');
  if (result !== 'connected') throw new Error(`connecting ended with "${result}"`);
}
