import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control, ownerOfSecondFirm, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
let account: number;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 300, rateLimit: 0 });
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterAll(() => simulator.close());

const shapeA = { error: { type: expect.any(String), message: expect.any(String) } };

describe('the two bodies of 401', () => {
  test.each([[''], ['Basic abc'], ['Bearer'], ['Bearer two words']])('without a bearer token (%p)', async (header) => {
    const response = await client.get('users', { Authorization: header });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: { type: 'UnauthorizedError', message: 'User is not authorized' },
    });
  });

  test('with one that is not good', async () => {
    const response = await client.get('users', { Authorization: 'Bearer not-a-token' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm=".*", error="invalid_token"/);
    expect(await response.json()).toEqual({ error: 'invalid_token', error_description: expect.any(String) });
  });
});

test('an unknown id, an id of another kind and an id of another firm are equally not found', async () => {
  const [user] = await truth(simulator, account, 'users');
  const other = await truth(simulator, accountOf(simulator, 'Okafor Reyes Family Law'), 'matters');
  const bodies = [];
  for (const id of [1, user?.['id'], other[0]?.['id'], 'abc']) {
    const response = await client.get(`matters/${id}.json`);
    expect(response.status).toBe(404);
    bodies.push(await response.text());
  }
  expect(new Set(bodies).size).toBe(1);
  expect(JSON.parse(bodies[0] ?? '')).toEqual(shapeA);
  const owner = await ConnectedClient.connect(simulator, ownerOfSecondFirm);
  expect((await owner.get(`matters/${other[0]?.['id']}`)).status).toBe(200);
});

test('two firms share no record of any kind', async () => {
  for (const name of ['users', 'contacts', 'matters', 'activities', 'bills', 'line_items']) {
    const seen = new Set<unknown>();
    let count = 0;
    for (const firm of simulator.world.firms) {
      const records = await truth(simulator, firm.account.id, name, 'id');
      for (const { id } of records) seen.add(id);
      count += records.length;
    }
    expect(seen.size).toBe(count);
  }
});

test('OPTIONS, unknown collections and single line items are not found', async () => {
  const preflight = await fetch(`${client.host}/api/v4/matters`, { method: 'OPTIONS' });
  expect(preflight.status).toBe(404);
  expect((await client.get('unicorns')).status).toBe(404);
  const [line] = await truth(simulator, account, 'line_items');
  expect((await client.get(`line_items/${line?.['id']}`)).status).toBe(404);
});

describe('versions', () => {
  test.each([
    [undefined, '4.0.13'],
    ['4.0.13', '4.0.13'],
    ['4.0.9', '4.0.9'],
  ])('%p is answered in %p', async (asked, answered) => {
    const response = await client.get('users', asked === undefined ? {} : { 'X-API-VERSION': asked });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-api-version')).toBe(answered);
  });

  test.each(['4.0.14', '4.0.99', '4.0.03', '5', 'latest'])('%p is gone', async (asked) => {
    const response = await client.get('users', { 'X-API-VERSION': asked });
    expect(response.status).toBe(410);
    expect(await response.json()).toEqual(shapeA);
  });
});

describe('the firewall', () => {
  test.each(['', 'Sync (+https://example.test)', undefined])('refuses the user agent %p with a page', async (agent) => {
    const { status, type } = await new Promise<{ status: number; type: string }>((resolve, reject) => {
      request(
        `${client.host}/api/v4/users`,
        {
          headers: {
            Authorization: `Bearer ${client.tokens.access_token}`,
            ...(agent !== undefined && { 'User-Agent': agent }),
          },
        },
        (response) => {
          response.resume();
          resolve({ status: response.statusCode ?? 0, type: String(response.headers['content-type']) });
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
    expect(type).toContain('text/html');
  });
});

describe('etags', () => {
  test('a record that did not change is not sent again', async () => {
    const [matter] = await truth(simulator, account, 'matters');
    const first = await client.get(`matters/${matter?.['id']}?fields=id,etag,updated_at`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(((await first.json()) as { data: { etag: string } }).data.etag).toBe(etag);

    const again = await client.get(`matters/${matter?.['id']}`, { 'If-None-Match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const since = await client.get(`matters/${matter?.['id']}`, {
      'If-Modified-Since': first.headers.get('last-modified') ?? '',
    });
    expect(since.status).toBe(304);
  });

  test('an edit changes etag and updated_at, in the record and in the list', async () => {
    const [matter] = await truth(simulator, account, 'matters');
    const path = `matters?ids[]=${matter?.['id']}&fields=etag,updated_at,description`;
    const [before] = (await client.list(path)).data;
    await control(simulator, `records/${account}/matters/${matter?.['id']}`, {
      patch: { description: 'Édited “again”' },
    });
    const [after] = (await client.list(path)).data;
    expect(after?.['description']).toBe('Édited “again”');
    expect(after?.['etag']).not.toBe(before?.['etag']);
    expect(Date.parse(String(after?.['updated_at']))).toBeGreaterThan(Date.parse(String(before?.['updated_at'])));
    const single = await client.get(`matters/${matter?.['id']}`, { 'If-None-Match': String(before?.['etag']) });
    expect(single.status).toBe(200);
  });
});

test('who_am_i is the person who approved, with the firm', async () => {
  const response = await client.get('users/who_am_i.json?fields=email,account{name}');
  expect(await response.json()).toEqual({
    data: { email: 'margaret.hartwell@hartwell-lowe.example', account: { name: 'Hartwell & Lowe LLP' } },
  });
});
