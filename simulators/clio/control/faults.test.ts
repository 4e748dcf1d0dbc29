import { setImmediate as immediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { ConnectedClient, control, redirectUri, requestToken } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

const start = Date.UTC(2026, 4, 14, 12, 0, 0);

let clock: SteppedClock;
let simulator: ClioSimulator;
let client: ConnectedClient;
beforeAll(async () => {
  clock = new SteppedClock(() => start);
  simulator = await createClioSimulator({ size: 300, rateLimit: 0, clock });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await control(simulator, 'faults', undefined, 'DELETE');
  await control(simulator, 'rate', { limit: 0 });
  await control(simulator, 'clock', { skewSeconds: 0 });
  await control(simulator, 'oauth', { rotateRefreshToken: false, accessTokenSeconds: 2_592_000 });
  client = await ConnectedClient.connect(simulator);
});

const statuses = async (times: number, path = 'matters?limit=1') => {
  const found: number[] = [];
  for (let i = 0; i < times; i++) found.push((await client.get(path)).status);
  return found;
};

describe('how often a fault hits', () => {
  test('a storm lasts for its time, whatever the number of requests', async () => {
    await control(simulator, 'faults', { kind: '429', seconds: 30, retryAfterSeconds: 7 });
    expect(await statuses(5)).toEqual([429, 429, 429, 429, 429]);
    expect((await client.get('matters')).headers.get('retry-after')).toBe('7');
    clock.advance(30);
    expect(await statuses(2)).toEqual([200, 200]);
    expect(simulator.world.faults.list()).toEqual([]);
  });

  test('with a probability it is decided by lot, and the same seed draws the same lots', async () => {
    const drawn = async () => {
      await control(simulator, 'faults', { kind: '500', count: null, probability: 0.5, seed: 'again' });
      const found = await statuses(40);
      await control(simulator, 'faults', undefined, 'DELETE');
      return found;
    };
    const first = await drawn();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await drawn()).toEqual(first);
  });

  test('without a count it goes on until it is cleared, each by its own id', async () => {
    await control(simulator, 'faults', { kind: '503', count: null, resource: 'matters' });
    await control(simulator, 'faults', { kind: '502', count: null, resource: 'users' });
    expect(await statuses(3)).toEqual([503, 503, 503]);
    const [{ id } = { id: 0 }] = simulator.world.faults.list();
    await control(simulator, `faults/${id}`, undefined, 'DELETE');
    expect([...(await statuses(1)), ...(await statuses(1, 'users'))]).toEqual([200, 502]);
  });

  test('it can be kept to one method', async () => {
    simulator.world.faults.add({ kind: '500', method: 'POST', resource: 'oauth' });
    expect((await fetch(`${simulator.hosts.us}/oauth/authorize`)).status).toBe(400);
    expect((await requestToken(simulator.hosts.us, { grant_type: 'refresh_token' })).status).toBe(500);
  });
});

describe('what a fault does to an answer', () => {
  test.each([
    ['500', 500, 'text/html; charset=utf-8'],
    ['502', 502, 'text/html; charset=utf-8'],
    ['503', 503, 'text/html; charset=utf-8'],
    ['403-html', 403, 'text/html; charset=utf-8'],
    ['409', 409, 'application/json; charset=utf-8'],
    ['400-empty', 400, null],
  ])('%s', async (kind, status, type) => {
    await control(simulator, 'faults', { kind });
    const answer = await client.get('matters');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    const body = await answer.text();
    expect(body === '').toBe(kind === '400-empty');
    expect(await statuses(1)).toEqual([200]);
  });

  test('wrong-type says HTML about JSON', async () => {
    await control(simulator, 'faults', { kind: 'wrong-type' });
    const answer = await client.get('matters?limit=1');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(((await answer.json()) as { data: unknown[] }).data).toHaveLength(1);
  });

  test('drop-midway sends status, headers and a part of the body, then ends the connection', async () => {
    await control(simulator, 'faults', { kind: 'drop-midway' });
    const answer = await client.get('matters');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    expect(await statuses(1)).toEqual([200]);
  });

  test('dribble sends the first byte at once and the rest piece by piece', async () => {
    await control(simulator, 'faults', { kind: 'dribble', delayMs: 5 });
    const answer = await client.get('matters?fields=id,description');
    let pieces = 0;
    for await (const piece of answer.body ?? []) pieces += Number(piece.length > 0);
    expect(pieces).toBeGreaterThan(1);
    await control(simulator, 'faults', { kind: 'dribble', delayMs: 1 });
    const whole = await (await client.get('matters?fields=id,description')).text();
    expect(whole).toBe(await (await client.get('matters?fields=id,description')).text());
  });

  test('a delay lasts no longer than the reader waits', async () => {
    expect((await control(simulator, 'faults', { kind: 'delay', delayMs: 600_000 })).status).toBe(200);
    const asked = simulator.requests.wait({ resource: 'matters' });
    const reader = new AbortController();
    const headers = { Authorization: `Bearer ${client.tokens.access_token}`, 'User-Agent': 'SimulatorTest/1.0' };
    const answer = fetch(`${client.host}/api/v4/matters?limit=1`, { headers, signal: reader.signal });
    while (simulator.world.faults.list().length > 0) await immediate();
    reader.abort();
    await expect(answer).rejects.toThrow();
    expect(await asked).toMatchObject([{ resource: 'matters', faults: ['delay'] }]);
  });

  test('the log tells which faults hit a request', async () => {
    await control(simulator, 'faults', { kind: 'truncate' });
    await client.get('matters');
    expect(simulator.requests.since(simulator.requests.last - 1)).toMatchObject([
      { status: 200, faults: ['truncate'] },
    ]);
  });
});

test('a clock that is off shows in Date and X-RateLimit-Reset, and decides nothing', async () => {
  await control(simulator, 'rate', { limit: 50 });
  const right = await client.get('users');
  await control(simulator, 'clock', { skewSeconds: -300 });
  const wrong = await client.get('users');
  expect(Date.parse(wrong.headers.get('date') ?? '') - Date.parse(right.headers.get('date') ?? '')).toBe(-300_000);
  expect(Number(wrong.headers.get('x-ratelimit-reset')) - Number(right.headers.get('x-ratelimit-reset'))).toBe(-300);
  expect(wrong.headers.get('x-ratelimit-remaining')).toBe('48');
});

test('rotation of refresh tokens and the lifetime of access tokens can be switched while running', async () => {
  await control(simulator, 'oauth', { rotateRefreshToken: true, accessTokenSeconds: 60 });
  const refresh = (token: string) =>
    requestToken(simulator.hosts.us, { grant_type: 'refresh_token', refresh_token: token, redirect_uri: redirectUri });
  const answer = (await (await refresh(client.tokens.refresh_token)).json()) as Record<string, unknown>;
  expect(answer['expires_in']).toBe(60);
  expect(answer['refresh_token']).not.toBe(client.tokens.refresh_token);
  expect((await refresh(client.tokens.refresh_token)).status).toBe(400);
});
