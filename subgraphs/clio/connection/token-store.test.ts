import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { type ClioApplication, whoAmI } from '../api/clio-oauth.ts';
import { documentClient } from '../dynamo.ts';
import { clioTables, createTableInput } from '../tables.ts';
import { startTestSimulator, type TestSimulator } from '../test-simulator.ts';
import { createClioConnectionRecords } from './clio-connection-records.ts';
import { createEnvelope } from './envelope.ts';
import { ConnectionUnusable, createTokenStore, sealTokens } from './token-store.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws(clioTables.map(createTableInput));
});
afterAll(() => aws[Symbol.asyncDispose]());

/** A firm connected to a simulator, and token stores as several processes would have them. */
async function connected(clio: TestSimulator, { expired }: { expired: boolean }) {
  const envelope = createEnvelope(randomBytes(32));
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
  const store = () =>
    createTokenStore({
      connections,
      envelope,
      hosts: clio.hosts,
      application,
      sns: aws.sns,
      eventsTopicArn: aws.topicArn,
    });
  return { firmId, base, connections, first: tokens, store };
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
  expect(await connections.leaseRefresh(firmId, 1, 'dead', 1_500)).toBe(true);
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
