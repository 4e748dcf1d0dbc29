import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { accountOf, ConnectedClient, control, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
let account: number;
beforeEach(async () => {
  simulator = await createClioSimulator({ size: 300, rateLimit: 0, clock: SteppedClock.standingStill() });
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterEach(() => simulator.close());

describe('faults', () => {
  test('hit the next requests for the resource they name, and then are used up', async () => {
    await control(simulator, 'faults', { kind: '500', count: 2, resource: 'matters' });
    expect((await client.get('users')).status).toBe(200);
    expect((await client.get('matters')).status).toBe(500);
    expect((await client.get('matters/1')).status).toBe(500);
    expect((await client.get('matters')).status).toBe(200);
  });

  test('429 says when to come back, the firewall answers with a page', async () => {
    await control(simulator, 'faults', { kind: '429' });
    const limited = await client.get('matters');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
    await control(simulator, 'faults', { kind: '403-html' });
    const blocked = await client.get('matters');
    expect([blocked.status, blocked.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
  });

  test('a dropped connection gives no answer, a truncated one no JSON', async () => {
    await control(simulator, 'faults', { kind: 'drop' });
    await expect(client.get('matters')).rejects.toThrow();
    await control(simulator, 'faults', { kind: 'truncate' });
    const broken = await client.get('matters');
    expect(broken.status).toBe(200);
    await expect(broken.json()).rejects.toThrow();
    expect((await client.get('matters')).status).toBe(200);
  });

  test('a delay holds the answer back, the token endpoint can be hit too', async () => {
    await control(simulator, 'faults', { kind: 'delay', delayMs: 120 });
    const started = performance.now();
    expect((await client.get('matters')).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
    await control(simulator, 'faults', { kind: '500', resource: 'oauth' });
    expect((await fetch(`${simulator.hosts.us}/oauth/token`, { method: 'POST' })).status).toBe(500);
  });

  test('can be listed and cleared', async () => {
    await control(simulator, 'faults', { kind: '500', count: 9 });
    expect((await control(simulator, 'faults', undefined, 'GET')).body).toMatchObject({ faults: [{ remaining: 9 }] });
    await control(simulator, 'faults', undefined, 'DELETE');
    expect((await client.get('matters')).status).toBe(200);
  });
});

test('the log tells what was asked, by whom and how it ended, from a sequence number on', async () => {
  const { body } = await control(simulator, 'requests', undefined, 'GET');
  await client.get('matters?limit=5');
  await client.get('matters/1');
  const later = await control(simulator, `requests?since=${body['last']}`, undefined, 'GET');
  expect(later.body['requests']).toEqual([
    expect.objectContaining({
      method: 'GET',
      path: '/us/api/v4/matters',
      query: '?limit=5',
      status: 200,
      accountId: account,
    }),
    expect.objectContaining({ path: '/us/api/v4/matters/1', status: 404, accountId: account }),
  ]);
});

test('the bytes of a document are those that a download gives', async () => {
  const [document] = await truth(simulator, account, 'documents', 'id,size');
  const direct = await fetch(`${simulator.url}/_control/accounts/${account}/documents/${document?.['id']}/content`);
  const bytes = Buffer.from(await direct.arrayBuffer());
  expect(bytes.length).toBe(document?.['size']);
  const { headers } = await fetch(`${client.host}/api/v4/documents/${document?.['id']}/download.json`, {
    redirect: 'manual',
    headers: { Authorization: `Bearer ${client.tokens.access_token}`, 'User-Agent': 'SimulatorTest/1.0' },
  });
  const downloaded = await fetch(headers.get('location') ?? '');
  expect(bytes.equals(Buffer.from(await downloaded.arrayBuffer()))).toBe(true);
});

test('the clock can be stepped and the rate limit set while running', async () => {
  const before = simulator.clock.now();
  await control(simulator, 'clock', { advanceSeconds: 7200 });
  expect(simulator.clock.now() - before).toBeGreaterThanOrEqual(7_200_000);
  await control(simulator, 'rate', { limit: 1, windowSeconds: 10 });
  expect((await client.get('users')).status).toBe(200);
  expect((await client.get('users')).status).toBe(429);
  await control(simulator, 'clock', { advanceSeconds: 10 });
  expect((await client.get('users')).status).toBe(200);
});

describe('editing a record', () => {
  test('a relation can be moved to another record of the firm, and filters follow', async () => {
    const [matter] = await truth(simulator, account, 'matters');
    const [user] = await truth(simulator, account, 'users');
    const path = `records/${account}/matters/${matter?.['id']}`;
    expect(
      (await control(simulator, path, { patch: { responsible_attorney: { id: user?.['id'] }, status: 'Pending' } }))
        .status,
    ).toBe(200);
    const found = await client.all(`matters?responsible_attorney_id=${user?.['id']}&status=pending`);
    expect(found.map(({ id }) => id)).toContain(matter?.['id']);
  });

  test.each([
    [{ colour: 'red' }, 'colour'],
    [{ id: 5 }, 'id'],
    [{ client: { id: 1 } }, 'client'],
    [{ account_balances: [] }, 'account_balances'],
  ])('%j is refused and changes nothing', async (patch, named) => {
    const [matter] = await truth(simulator, account, 'matters');
    const answer = await control(simulator, `records/${account}/matters/${matter?.['id']}`, {
      patch: { location: 'Elsewhere', ...patch },
    });
    expect(answer.status).toBe(400);
    expect(String(answer.body['error'])).toContain(named);
    expect((await truth(simulator, account, 'matters'))[0]).toEqual(matter);
  });
});

test('the page shows the firms and the last requests', async () => {
  await client.get('matters?limit=5');
  const text = await (await fetch(`${simulator.url}/_control`)).text();
  expect(text).toContain('Hartwell &amp; Lowe LLP');
  expect(text).toContain('/us/api/v4/matters?limit=5');
});

test.each([
  ['nonsense', {}, 404],
  ['faults', { kind: 'flood' }, 400],
  ['clock', { advanceSeconds: -1 }, 400],
  ['rate', { limit: 'many' }, 400],
  ['revoke', { accountId: 1 }, 404],
  ['records/1/matters/1', { patch: {} }, 404],
])('a request that makes no sense (%s) is told so', async (action, body, status) => {
  const answer = await control(simulator, action, body);
  expect(answer.status).toBe(status);
  expect(answer.body['error']).toEqual(expect.any(String));
});
