import { describe, expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { ConnectedClient, ownerOfSecondFirm } from '../connected-client.ts';
import { createClioSimulator } from '../simulator.ts';
import { isPeak } from './peak-hours.ts';

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
  await using simulator = await createClioSimulator({ size: 300, rateLimit: 2, clock: SteppedClock.standingStill() });
  const first = await ConnectedClient.connect(simulator);
  const second = await ConnectedClient.connect(simulator, ownerOfSecondFirm);
  expect((await first.get('users')).status).toBe(200);
  expect((await first.get('users')).status).toBe(200);
  expect((await first.get('users')).status).toBe(429);
  expect((await second.get('users')).status).toBe(200);
});

test('errors of an authenticated request count too, refused tokens carry no headers', async () => {
  await using simulator = await createClioSimulator({ size: 300, rateLimit: 3, clock: SteppedClock.standingStill() });
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

describe('peak hours', () => {
  // A Thursday in summer: Pacific is UTC−7, Sydney UTC+10; Britain’s summer time moves nothing, the hours are GMT.
  test.each([
    ['us', '2026-05-14T10:59:59Z', '2026-05-14T11:00:00Z'],
    ['ca', '2026-05-14T10:59:59Z', '2026-05-14T11:00:00Z'],
    ['eu', '2026-05-14T06:59:59Z', '2026-05-14T07:00:00Z'],
    ['au', '2026-05-13T19:59:59Z', '2026-05-13T20:00:00Z'],
  ] as const)('begin in %s after %s', (region, before, first) => {
    expect(isPeak(region, Date.parse(before))).toBe(false);
    expect(isPeak(region, Date.parse(first))).toBe(true);
  });

  test.each([
    ['us', '2026-05-15T01:59:59Z', '2026-05-15T02:00:00Z'],
    ['ca', '2026-05-15T01:59:59Z', '2026-05-15T02:00:00Z'],
    ['eu', '2026-05-14T21:59:59Z', '2026-05-14T22:00:00Z'],
    ['au', '2026-05-14T10:59:59Z', '2026-05-14T11:00:00Z'],
  ] as const)('end in %s after %s', (region, last, after) => {
    expect(isPeak(region, Date.parse(last))).toBe(true);
    expect(isPeak(region, Date.parse(after))).toBe(false);
  });

  test('are not at the weekend by the region’s own calendar', () => {
    // Saturday 16:00 in Greenwich and in California; Sunday in Sydney, where Monday begins eleven hours later.
    for (const region of ['us', 'eu', 'au'] as const)
      expect(isPeak(region, Date.parse('2026-05-16T16:00:00Z'))).toBe(false);
    expect(isPeak('au', Date.parse('2026-05-17T21:00:00Z'))).toBe(true);
    expect(isPeak('us', Date.parse('2026-05-17T21:00:00Z'))).toBe(false);
  });

  test('have the lower limit where an other one is set for the rest of the time', async () => {
    // One minute before the peak in California.
    const clock = new SteppedClock(() => Date.parse('2026-05-14T10:59:00Z'));
    await using simulator = await createClioSimulator({ size: 300, clock, rateLimit: 50, offPeakRateLimit: 120 });
    const client = await ConnectedClient.connect(simulator);
    expect((await client.get('users')).headers.get('x-ratelimit-limit')).toBe('120');
    clock.advance(60);
    expect((await client.get('users')).headers.get('x-ratelimit-limit')).toBe('50');
  });
});

test('a collection with a limit of its own is counted apart', async () => {
  await using simulator = await createClioSimulator({
    size: 300,
    endpointRateLimits: { matters: 1 },
    clock: SteppedClock.standingStill(),
  });
  const client = await ConnectedClient.connect(simulator);
  const first = await client.get('matters');
  expect([first.status, first.headers.get('x-ratelimit-limit')]).toEqual([200, '1']);
  expect((await client.get('matters')).status).toBe(429);
  expect((await client.get('users')).headers.get('x-ratelimit-remaining')).toBe('49');
});
