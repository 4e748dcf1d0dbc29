import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { type ClioApplication, whoAmI } from '../api/clio-oauth.ts';
import { documentClient } from '../dynamo.ts';
import { clioTables, createTableInput } from '../tables.ts';
import { startTestSimulator, type TestSimulator } from '../test-simulator.ts';
import { createClioConnectionRecords } from './clio-connection-records.ts';
import type { ClioHosts } from './clio-settings.ts';
import { createEnvelope } from './envelope.ts';
import { ConnectionUnusable, createTokenStore, sealTokens } from './token-store.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws(clioTables.map(createTableInput));
});
afterAll(() => aws[Symbol.asyncDispose]());

/** A firm connected to a simulator, and token stores as several processes would have them. */
async function connected(clio: TestSimulator, { expired }: { expired: boolean }) {
  const tokenKey = randomBytes(32);
  const envelope = createEnvelope(tokenKey);
  const application: ClioApplication = { ...clio, redirectUri: 'http://127.0.0.1:3000/clio/callback' };
  const base = clio.hosts.US ?? '';
  const tokens = await clio.grant(application.redirectUri);
  const firmId: FirmId = newId('firm');
  const connections = createClioConnectionRecords(documentClient(aws.dynamo), 'ClioConnection');
  const sealed = sealTokens(
    envelope,
    { firmId, region: 'US' },
    {
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken,
      expiresAtMs: expired ? Date.now() : tokens.expiresAtMs,
    },
  );
  const connection = { firmId, region: 'US', accountId: firmId, accountName: undefined, userName: undefined } as const;
  await connections.connect(undefined, { ...connection, connectedAt: new Date().toISOString(), ...sealed }, []);
  const store = (hosts: ClioHosts = clio.hosts) =>
    createTokenStore({
      connections,
      envelope,
      hosts,
      application,
      sns: aws.sns,
      eventsTopicArn: aws.topicArn,
    });
  /** The environment of a process that holds tokens of this firm. */
  const env = {
    ...aws.env,
    FIRM_ID: firmId,
    TOKEN_KEY: tokenKey.toString('base64'),
    CLIO_HOSTS: JSON.stringify(clio.hosts),
    APPLICATION: JSON.stringify(application),
    EVENTS_TOPIC_ARN: aws.topicArn,
  };
  return { firmId, base, connections, first: tokens, store, env };
}

async function refreshesAt(clio: TestSimulator): Promise<number> {
  const requests = await clio.requests();
  // One call to the token endpoint was the exchange of the code.
  return requests.filter(({ path }) => path.endsWith('/oauth/token')).length - 1;
}

test.each([
  ['keeps', 'off'],
  ['rotates', 'on'],
])('twenty callers with an expired token call Clio once, where it %s refresh tokens', async (_what, rotate) => {
  await using clio = await startTestSimulator({ CLIO_SIM_ROTATE_REFRESH: rotate });
  const { firmId, base, first, store } = await connected(clio, { expired: true });
  const tokens = await Promise.all(Array.from({ length: 20 }, () => store().accessToken(firmId)));
  expect(await refreshesAt(clio)).toBe(1);
  expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1);
  const [token] = tokens;
  expect(token?.accessToken).not.toBe(first.accessToken);
  await whoAmI(base, token?.accessToken ?? '');

  // And the next time with what that refresh left behind.
  const next = await store().newerThan(firmId, token?.tokenVersion ?? 0);
  await whoAmI(base, next.accessToken);
  expect(await refreshesAt(clio)).toBe(2);
});

test('a token that is good is handed out without calling Clio', async () => {
  await using clio = await startTestSimulator();
  const { firmId, first, store } = await connected(clio, { expired: false });
  expect((await store().accessToken(firmId)).accessToken).toBe(first.accessToken);
  expect(await refreshesAt(clio)).toBe(0);
});

test('a holder that died with the lease keeps nobody waiting for longer than the lease', async () => {
  await using clio = await startTestSimulator();
  const { firmId, connections, store } = await connected(clio, { expired: true });
  expect(await connections.leaseRefresh(firmId, 1, 'dead', 1_500, undefined)).toBe(true);
  const token = await store().accessToken(firmId);
  expect(token.tokenVersion).toBe(2);
  expect(await connections.storeRefreshed(firmId, 1, 'dead', { tokens: 'late', tokensExpireAtMs: 0 })).toBe(false);
});

test('when Clio is away the connection stays as it is, and the next caller tries again', async () => {
  await using clio = await startTestSimulator();
  const { firmId, connections, store } = await connected(clio, { expired: true });
  await clio.control('faults', { kind: '500', resource: 'oauth' });
  await expect(store().accessToken(firmId)).rejects.toMatchObject({ retry: 'backoff' });
  expect(await connections.find(firmId)).toMatchObject({ status: 'CONNECTED', tokenVersion: 1 });
  expect((await store().accessToken(firmId)).tokenVersion).toBe(2);
});

test('revoked access is said once, to everybody, and Clio is not asked again', async () => {
  await using clio = await startTestSimulator();
  const { firmId, connections, store } = await connected(clio, { expired: true });
  await clio.control('revoke', { accountId: clio.firms[0]?.accountId });
  const before = aws.events().length;
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => store().accessToken(firmId)));
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(ConnectionUnusable) });
  }
  expect(await refreshesAt(clio)).toBe(1);
  expect(await connections.find(firmId)).toMatchObject({ status: 'NEEDS_ATTENTION', problem: expect.any(String) });
  const events = aws.events().slice(before);
  expect(events.map(({ type }) => type)).toEqual(['connection.needs_attention']);
});

test.each([
  ['keeps', 'off'],
  ['rotates', 'on'],
])('twenty holders in four processes call Clio once, where it %s refresh tokens', async (_what, rotate) => {
  await using clio = await startTestSimulator({ CLIO_SIM_ROTATE_REFRESH: rotate });
  const { base, env } = await connected(clio, { expired: true });
  const children = [1, 2, 3, 4].map(() => startHolders(env, 5));
  await Promise.all(children.map(({ ready }) => ready));
  for (const { go } of children) go();
  const tokens = (await Promise.all(children.map(({ tokens }) => tokens))).flat();
  expect(tokens).toHaveLength(20);
  expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1);
  expect(await refreshesAt(clio)).toBe(1);
  await whoAmI(base, tokens[0]?.accessToken ?? '');
});

test('a token is refreshed ahead of its end by one caller, and nobody waits for it', async () => {
  await using clio = await startTestSimulator();
  const { firmId, connections, first, store } = await connected(clio, { expired: false });
  await dueAhead(firmId);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => store().accessToken(firmId)));
  expect(await refreshesAt(clio)).toBe(1);
  expect(tokens.filter(({ accessToken }) => accessToken !== first.accessToken).length).toBeGreaterThan(0);
  expect(await connections.find(firmId)).toMatchObject({ tokenVersion: 2 });
  expect((await connections.find(firmId))?.tokensRefreshAtMs).toBeGreaterThan(Date.now());
});

test.each([
  ['keeps its refresh tokens', 'off', 'CONNECTED', 2],
  ['rotates them', 'on', 'NEEDS_ATTENTION', 1],
])('a lost answer stops nobody while the old token is good, where Clio %s', async (_what, rotate, status, version) => {
  await using clio = await startTestSimulator({ CLIO_SIM_ROTATE_REFRESH: rotate });
  const { firmId, base, connections, first, store } = await connected(clio, { expired: false });
  await using gate = await losingAnswers(base);
  await dueAhead(firmId);
  const losing = store({ US: gate.base });
  expect((await losing.accessToken(firmId)).accessToken).toBe(first.accessToken);
  expect(await refreshesAt(clio)).toBe(1);
  // Not again at once, whoever asks.
  await losing.accessToken(firmId);
  expect(await refreshesAt(clio)).toBe(1);

  // The next try finds out. Where the refresh token is gone, the access token serves on until it is refused or over.
  await dueAhead(firmId);
  const next = await store().accessToken(firmId);
  await whoAmI(base, next.accessToken);
  expect(await connections.find(firmId)).toMatchObject({ status: 'CONNECTED', tokenVersion: version });
  await store()
    .newerThan(firmId, version === 1 ? 1 : 0)
    .catch((error: unknown) => expect(error).toBeInstanceOf(ConnectionUnusable));
  expect(await connections.find(firmId)).toMatchObject({ status });
});

test('a machine whose clock is ahead takes nothing from a refresh that is under way', async () => {
  await using clio = await startTestSimulator({ CLIO_SIM_ROTATE_REFRESH: 'on' });
  const { firmId, base, connections, store } = await connected(clio, { expired: true });
  // The holder's clock is two minutes behind ours: by ours its lease was over before it began.
  const refreshing = { refreshOwner: 'slow', refreshUntilMs: Date.now() - 120_000, refreshLeaseMs: 15_000 };
  await setAttributes(firmId, refreshing);
  const waiting = Promise.all([1, 2, 3].map(() => store().accessToken(firmId)));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await refreshesAt(clio)).toBe(0);
  await connections.releaseRefresh(firmId, 'slow');
  const tokens = await waiting;
  expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1);
  await whoAmI(base, tokens[0]?.accessToken ?? '');
  expect(await refreshesAt(clio)).toBe(1);
});

async function setAttributes(firmId: FirmId, attributes: Record<string, unknown>): Promise<void> {
  const names = Object.keys(attributes);
  await documentClient(aws.dynamo).send(
    new UpdateCommand({
      TableName: 'ClioConnection',
      Key: { firmId },
      UpdateExpression: `set ${names.map((name) => `${name} = :${name}`).join(', ')}`,
      ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
    }),
  );
}

/** The last tenth of the token's life has begun. */
const dueAhead = (firmId: FirmId) => setAttributes(firmId, { tokensRefreshAtMs: Date.now() - 1 });

/** Processes that each have several token stores, and ask for a token all at once. */
function startHolders(env: Record<string, string>, holders: number) {
  const packageRoot = import.meta.dirname.replace(/\/connection$/, '');
  const entry = join(packageRoot, 'dist/connection/test-token-holders.js');
  const child = spawn(process.execPath, [entry, String(holders)], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => String((await lines.next()).value);
  const ready = line();
  return {
    ready,
    go: () => child.stdin.end('go\n'),
    tokens: ready.then(async () => JSON.parse(await line()) as { accessToken: string }[]),
  };
}

/** Clio behind a connection that breaks after a refresh was carried out, before its answer arrives. */
async function losingAnswers(base: string) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(`${new URL(base).origin}${request.url ?? ''}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': request.headers['content-type'] ?? '', 'user-agent': 'SmarterFirms/1.0' },
      body: new Uint8Array(Buffer.concat(chunks)),
    });
    await answer.text();
    response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(base).pathname}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
