import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import {
  EraseFirm,
  KeepWebhooks,
  LeaveClio,
  parseMessage,
  SyncPage,
  syncEntityTypes,
} from '@smarterfirms/platform/messages';
import type { UserPrincipal } from '@smarterfirms/platform/principal';
import pg from 'pg';
import { personOf, startTestService, type TestService } from '../test-service.ts';
import { startTestSimulator, type TestSimulator } from '../test-simulator.ts';

let clio: TestSimulator;
let service: TestService;
beforeAll(async () => {
  clio = await startTestSimulator();
  service = await startTestService(clio);
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await clio[Symbol.asyncDispose]();
});

interface Attempt {
  authorizationUrl: string;
  nonce: string;
}

async function begin(person: UserPrincipal, region = 'US'): Promise<Attempt> {
  const mutation = `mutation { connectClio(input: { region: ${region} }) { ok { authorizationUrl nonce expiresAt } error { code } } }`;
  const { data } = await service.graph(person, mutation);
  expect(data.connectClio.error).toBeNull();
  return data.connectClio.ok;
}

/** The browser comes back from Clio. @returns where it is sent, and the cookie that is set. */
async function comeBack(redirect: URL, nonce: string | undefined) {
  const response = await fetch(`${service.origin}/clio/callback${redirect.search}`, {
    redirect: 'manual',
    headers: nonce === undefined ? {} : { cookie: `a=b; __Host-clio-nonce=${nonce}` },
  });
  expect(response.status).toBe(303);
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.origin).toBe(service.webOrigin);
  return {
    path: location.pathname,
    result: location.searchParams.get('result'),
    search: location.search,
    cookie: response.headers.get('set-cookie'),
  };
}

/** Every account may feed one firm only, so each test that connects takes another of the simulator's firms. */
const accounts = { first: 0, second: 1, canadian: 2, british: 3 };
const loginOf = (account: number) => clio.firms[account]?.logins[0]?.email ?? '';

async function connect(person: UserPrincipal, account: number, region = 'US') {
  const { authorizationUrl, nonce } = await begin(person, region);
  return comeBack(await clio.decide(authorizationUrl, 'approve', loginOf(account)), nonce);
}

const ownerOf = (firmId: FirmId) => personOf(firmId);

test('approving connects the firm, seals its tokens, asks for webhooks and starts the first sync', async () => {
  const firmId = newId('firm');
  const owner = ownerOf(firmId);
  service.aws.drain();
  const back = await connect(owner, accounts.first);
  expect(back).toMatchObject({ path: `/firms/${firmId}/clio`, result: 'connected' });
  expect(back.cookie).toMatch(/^__Host-clio-nonce=; Path=\/; Max-Age=0;/);

  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Firm {
    clioConnection { status region accountName userName problem updates lastSyncedAt }
    latestSyncJob { kind status entities { type status fetched total percent } } } } }`;
  const { data } = await service.graph(owner, query, { of: [{ __typename: 'Firm', id: firmId }] });
  const [firm] = data._entities;
  expect(firm.clioConnection).toMatchObject({
    status: 'CONNECTED',
    region: 'US',
    accountName: clio.firms[0]?.name,
    updates: 'POLLING_ONLY',
    lastSyncedAt: null,
  });
  expect(firm.latestSyncJob).toMatchObject({ kind: 'FULL', status: 'QUEUED' });
  expect(service.aws.drain().map((body) => parseMessage(SyncPage, body).firmId)).toEqual(
    syncEntityTypes.map(() => firmId),
  );
  expect(service.aws.drain('targets').map((body) => parseMessage(KeepWebhooks, body))).toEqual([{ firmId }]);
  expect(service.aws.events().map(({ type }) => type)).toContain('clio.connected');

  const stored = await service.connections.find(firmId);
  const tokens = JSON.parse(service.envelope.open(stored?.tokens ?? '', [firmId, 'US', 'clio-oauth-tokens']));
  expect(JSON.stringify(stored)).not.toContain(tokens.accessToken);
  expect(JSON.stringify(stored)).not.toContain(tokens.refreshToken);

  const again = 'mutation { connectClio(input: { region: US }) { error { code } } }';
  expect((await service.graph(owner, again)).data.connectClio.error.code).toBe('ALREADY_CONNECTED');
});

test('declining is said and changes nothing', async () => {
  const firmId = newId('firm');
  const { authorizationUrl, nonce } = await begin(ownerOf(firmId));
  const declined = await clio.decide(authorizationUrl, 'decline');
  expect(await comeBack(declined, nonce)).toMatchObject({ path: `/firms/${firmId}/clio`, result: 'declined' });
  expect(await service.connections.find(firmId)).toBeUndefined();
});

test('a state that is not ours is refused without repeating it', async () => {
  const evil = new URL('http://x/?code=c&state=%3Cscript%3Ealert(1)%3C/script%3E&error=%22%3E');
  const back = await comeBack(evil, 'nonce');
  expect(back).toMatchObject({ path: '/clio', result: 'state_unknown', search: '?result=state_unknown' });
  expect(await comeBack(new URL('http://x/'), undefined)).toMatchObject({ result: 'state_unknown' });
});

test('a browser that did not begin cannot finish, and the one that did still can', async () => {
  const firmId = newId('firm');
  const { authorizationUrl, nonce } = await begin(ownerOf(firmId));
  const approved = await clio.decide(authorizationUrl, 'approve', loginOf(accounts.second));
  for (const other of [undefined, '', 'x'.repeat(43), (await begin(ownerOf(newId('firm')))).nonce]) {
    expect(await comeBack(approved, other)).toMatchObject({ result: 'nonce_mismatch' });
  }
  expect(await service.connections.find(firmId)).toBeUndefined();
  expect(await comeBack(approved, nonce)).toMatchObject({ result: 'connected' });
  expect(await comeBack(approved, nonce)).toMatchObject({ result: 'state_unknown' });
});

test('of twenty returns with one state, one connects', async () => {
  const firmId = newId('firm');
  const { authorizationUrl, nonce } = await begin(ownerOf(firmId), 'EU');
  const approved = await clio.decide(authorizationUrl, 'approve', loginOf(accounts.british));
  const results = await Promise.all(Array.from({ length: 20 }, () => comeBack(approved, nonce)));
  expect(results.filter(({ result }) => result === 'connected')).toHaveLength(1);
  expect(await service.jobs.countOfFirm(firmId)).toBe(1);
});

test('an attempt that took too long is refused as expired', async () => {
  const firmId = newId('firm');
  const { authorizationUrl, nonce } = await begin(ownerOf(firmId));
  const owner = new pg.Client({ connectionString: service.settings.DATABASE_URL });
  await owner.connect();
  await owner.query("select set_config('app.firm_id', $1, false)", [firmId]);
  await owner.query("update oauth_attempt set expires_at = now() - interval '1 second'");
  await owner.end();
  const approved = await clio.decide(authorizationUrl, 'approve');
  expect(await comeBack(approved, nonce)).toMatchObject({ result: 'expired' });
});

test('an account of another region is named as the cause', async () => {
  const firmId = newId('firm');
  expect(await connect(ownerOf(firmId), accounts.canadian, 'US')).toMatchObject({ result: 'wrong_region' });
  expect(await service.connections.find(firmId)).toBeUndefined();
});

test('when Clio fails in the middle, the attempt fails and nothing is connected', async () => {
  const firmId = newId('firm');
  const { authorizationUrl, nonce } = await begin(ownerOf(firmId));
  const approved = await clio.decide(authorizationUrl, 'approve');
  await clio.control('faults', { kind: 'truncate', resource: 'oauth' });
  expect(await comeBack(approved, nonce)).toMatchObject({ result: 'exchange_failed' });
  expect(await service.connections.find(firmId)).toBeUndefined();
});

test('one Clio account never feeds two firms', async () => {
  const [one, two] = [newId('firm'), newId('firm')];
  expect(await connect(ownerOf(one), accounts.canadian, 'CA')).toMatchObject({ result: 'connected' });
  expect(await connect(ownerOf(two), accounts.canadian, 'CA')).toMatchObject({ result: 'account_in_use' });
  expect(await service.connections.find(two)).toBeUndefined();

  const disconnect = 'mutation { disconnectClio(input: { keepData: false }) { ok { connection { status } } } }';
  const { data } = await service.graph(ownerOf(one), disconnect);
  expect(data.disconnectClio.ok.connection.status).toBe('DISCONNECTED');
  expect(await connect(ownerOf(two), accounts.canadian, 'CA')).toMatchObject({ result: 'connected' });
});

test('disconnecting takes the access away at Clio, ends the sync and orders the copy erased', async () => {
  const firmId = newId('firm');
  const owner = ownerOf(firmId);
  expect(await connect(owner, 4, 'AU')).toMatchObject({ result: 'connected' });
  const connected = await service.connections.find(firmId);
  const { accessToken } = JSON.parse(
    service.envelope.open(connected?.tokens ?? '', [firmId, 'AU', 'clio-oauth-tokens']),
  );
  const whoAmI = () =>
    fetch(`${clio.hosts.AU}/api/v4/users/who_am_i.json`, {
      headers: { authorization: `Bearer ${accessToken}`, 'user-agent': 'T/1' },
    });
  expect((await whoAmI()).status).toBe(200);
  service.aws.drain();

  const disconnect = (keepData: boolean) =>
    service.graph(
      owner,
      `mutation { disconnectClio(input: { keepData: ${keepData} }) { ok { connection { status accountName } } error { code } } }`,
    );
  expect((await disconnect(true)).data.disconnectClio.ok.connection.status).toBe('DISCONNECTED');
  expect((await whoAmI()).status).toBe(401);
  expect(await service.connections.find(firmId)).not.toHaveProperty('tokens');
  const [job] = await service.jobs.ofFirm(firmId, { limit: 1 });
  expect(job).toMatchObject({ status: 'CANCELLED' });
  expect(service.aws.drain()).toEqual([]);

  expect((await disconnect(true)).data.disconnectClio.error.code).toBe('CLIO_NOT_CONNECTED');
  // The copy was kept, so an account that would be mixed into it is refused until the copy is gone.
  expect(await connect(owner, accounts.second)).toMatchObject({ result: 'other_account' });
  expect((await disconnect(false)).data.disconnectClio.error).toBeNull();
  expect(service.aws.drain().map((body) => parseMessage(EraseFirm, body).firmId)).toEqual([firmId]);
});

test('where Clio is too busy to hear of it, disconnecting is done all the same and Clio is told by the queue', async () => {
  const firmId = newId('firm');
  const owner = ownerOf(firmId);
  expect(await connect(owner, 4, 'AU')).toMatchObject({ result: 'connected' });
  service.aws.drain('targets');
  await clio.control('faults', { kind: '429', resource: 'oauth' });
  const disconnect = 'mutation { disconnectClio(input: { keepData: false }) { ok { connection { status } } } }';
  expect((await service.graph(owner, disconnect)).data.disconnectClio.ok.connection.status).toBe('DISCONNECTED');
  expect(await service.connections.find(firmId)).not.toHaveProperty('tokens');
  expect(service.aws.drain('targets').map((body) => parseMessage(LeaveClio, body))).toEqual([{ firmId }]);
});

test('a copy that began while the one before was still being erased is one that stays: no other account is mixed into it', async () => {
  const firmId = newId('firm');
  const owner = ownerOf(firmId);
  const disconnect = (keepData: boolean) =>
    service.graph(owner, `mutation { disconnectClio(input: { keepData: ${keepData} }) { error { code } } }`);
  expect(await connect(owner, 4, 'AU')).toMatchObject({ result: 'connected' });
  expect((await disconnect(false)).data.disconnectClio.error).toBeNull();
  expect(await connect(owner, 4, 'AU')).toMatchObject({ result: 'connected' });
  const { erasing = '' } = (await service.connections.find(firmId)) ?? {};
  expect(await service.connections.erased(firmId, erasing)).toBe(true);
  expect((await disconnect(true)).data.disconnectClio.error).toBeNull();
  expect(await connect(owner, accounts.second)).toMatchObject({ result: 'other_account' });
});

test('states and nonces lie in the database as hashes, and a firm sees its own attempts only', async () => {
  const [one, two] = [newId('firm'), newId('firm')];
  const { authorizationUrl, nonce } = await begin(ownerOf(one));
  await begin(ownerOf(two));
  const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
  const client = new pg.Client({ connectionString: service.settings.DATABASE_URL });
  await client.connect();
  try {
    expect((await client.query('select * from oauth_attempt')).rows).toEqual([]);
    await client.query("select set_config('app.firm_id', $1, false)", [one]);
    const { rows } = await client.query('select firm_id, state_hash, nonce_hash from oauth_attempt');
    expect(rows.map(({ firm_id }) => firm_id)).toEqual([one]);
    const written = rows.map((row) => `${row.state_hash.toString('base64url')} ${row.nonce_hash.toString()}`).join();
    expect(written).not.toContain(state);
    expect(written).not.toContain(nonce);
    await expect(client.query('update oauth_attempt set firm_id = $1', [two])).rejects.toThrow('row-level security');
  } finally {
    await client.end();
  }
});
