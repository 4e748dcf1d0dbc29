import { expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { ConnectedClient, ownerOfSecondFirm } from '../connected-client.ts';
import { createClioSimulator } from '../simulator.ts';

const start = Date.UTC(2026, 4, 14, 9, 30, 0);

test('fifty requests pass in a window, then 429 with Retry-After until the window ends', async () => {
  const clock = new SteppedClock(() => start);
  await using simulator = await createClioSimulator({ size: 300, clock });
  const client = await ConnectedClient.connect(simulator);

  for (let used = 1; used <= 50; used++) {
    const response = await client.get('users/who_am_i');
    expect(response.status).toBe(200);
    expect(response.headers.get('x-ratelimit-limit')).toBe('50');
    expect(response.headers.get('x-ratelimit-remaining')).toBe(String(50 - used));
    expect(response.headers.get('x-ratelimit-reset')).toBe(String(start / 1000 + 60));
    expect(response.headers.get('retry-after')).toBeNull();
  }
  clock.advance(45);
  const refused = await client.get('users/who_am_i');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('15');
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(await refused.json()).toEqual({ error: { type: expect.any(String), message: expect.any(String) } });

  clock.advance(15);
  expect((await client.get('users/who_am_i')).headers.get('x-ratelimit-remaining')).toBe('49');
});

test('each access token has a window of its own', async () => {
  await using simulator = await createClioSimulator({ size: 300, rateLimit: 2 });
  const first = await ConnectedClient.connect(simulator);
  const second = await ConnectedClient.connect(simulator, ownerOfSecondFirm);
  expect((await first.get('users')).status).toBe(200);
  expect((await first.get('users')).status).toBe(200);
  expect((await first.get('users')).status).toBe(429);
  expect((await second.get('users')).status).toBe(200);
});

test('errors of an authenticated request count too, refused tokens carry no headers', async () => {
  await using simulator = await createClioSimulator({ size: 300, rateLimit: 3 });
  const client = await ConnectedClient.connect(simulator);
  expect((await client.get('matters/1')).headers.get('x-ratelimit-remaining')).toBe('2');
  expect((await client.get('matters?fields=nonsense')).headers.get('x-ratelimit-remaining')).toBe('1');
  const bogus = await client.get('users', { Authorization: 'Bearer bogus' });
  expect(bogus.headers.get('x-ratelimit-limit')).toBeNull();
  expect((await client.get('users')).headers.get('x-ratelimit-remaining')).toBe('0');
});

test('a limit of zero is lifted, the Date header follows the clock', async () => {
  const clock = new SteppedClock(() => start);
  await using simulator = await createClioSimulator({ size: 300, clock, rateLimit: 0 });
  const client = await ConnectedClient.connect(simulator);
  for (let i = 0; i < 80; i++) expect((await client.get('users/who_am_i')).status).toBe(200);
  clock.advance(86_400);
  expect((await client.get('users')).headers.get('date')).toBe('Fri, 15 May 2026 09:30:00 GMT');
});
