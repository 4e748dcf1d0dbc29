import type { Clio } from './clio.ts';
import { equals, hasStatus, holds, isErrorA } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';
import { freshly, step } from './sign-in.ts';

const number = (clio: Awaited<ReturnType<Clio['get']>>, name: string) => Number(clio.headers.get(name) ?? Number.NaN);

/** The rate limit as a check wants it, and as it was afterwards. */
async function withRate(
  clio: Clio,
  setting: Record<string, unknown>,
  act: (clio: Clio) => Promise<void>,
): Promise<void> {
  const { limit, offPeakLimit, endpoints, windowSeconds } = (await clio.simulator.control('GET', 'rate')).body;
  await clio.simulator.control('POST', 'rate', { offPeakLimit: null, endpoints: {}, windowSeconds: 60, ...setting });
  try {
    await act(await freshly(clio));
  } finally {
    await clio.simulator.control('POST', 'rate', { limit, offPeakLimit, endpoints, windowSeconds });
  }
}

/** Seconds from now to the next time it is this hour of this day of the week there. */
async function secondsTo(clio: Clio, timeZone: string, weekday: string, hour: number): Promise<number> {
  const now = Date.parse(String((await clio.simulator.control('GET', 'clock')).body['now']));
  const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
  for (let at = Math.ceil(now / 3_600_000) * 3_600_000; ; at += 3_600_000) {
    if (format.format(at) === `${weekday}, ${String(hour).padStart(2, '0')}`) return (at - now) / 1000;
  }
}

/** Peak from the hour `from` to before the hour `to`, Monday to Friday. */
function peakHours(region: string, timeZone: string, from: number, to: number) {
  return (clio: Clio) =>
    withRate(clio, { limit: 50, offPeakLimit: 90 }, async () => {
      const limit = async () => {
        const { now } = (await clio.simulator.control('GET', 'rate')).body as {
          now: Record<string, { limit: number }>;
        };
        return now[region]?.limit;
      };
      for (const [weekday, hour, expected] of [
        ['Mon', from, 50],
        ['Fri', to, 90],
        ['Sat', from + 2, 90],
        ['Sun', from + 2, 90],
      ] as const) {
        await step(clio, (await secondsTo(clio, timeZone, weekday, hour)) - 1);
        const before = expected === 50 ? 90 : weekday === 'Fri' ? 50 : 90;
        equals(await limit(), before, `the limit before ${weekday} ${hour}:00`);
        await step(clio, 1);
        equals(await limit(), expected, `the limit at ${weekday} ${hour}:00`);
      }
      if (region === 'us')
        equals(number(await (await freshly(clio)).ask('GET', 'users'), 'x-ratelimit-limit'), 90, 'the header');
    });
}

export const rate: readonly Requirement[] = [
  must(
    'RATE-01',
    '§2',
    'reading',
    'an answer to a token carries X-RateLimit-Limit, -Remaining and -Reset as whole numbers',
    async (clio) => {
      const answer = await clio.get('users?limit=1');
      for (const name of ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']) {
        holds(/^\d+$/.test(answer.headers.get(name) ?? ''), `${name} as a whole number`);
      }
    },
  ),
  must('RATE-02', '§2', 'reading', 'Remaining goes down with every request of the window', async (clio) => {
    const [first, second] = [await clio.get('users?limit=1'), await clio.get('users?limit=1')];
    const sameWindow = number(first, 'x-ratelimit-reset') === number(second, 'x-ratelimit-reset');
    const down = number(second, 'x-ratelimit-remaining') < number(first, 'x-ratelimit-remaining');
    holds(sameWindow ? down : number(second, 'x-ratelimit-reset') > 0, 'Remaining to go down');
  }),
  must('RATE-03', '§2', 'reading', 'Reset is the end of the window, at most a minute ahead', async (clio) => {
    const answer = await clio.get('users?limit=1');
    const ahead = number(answer, 'x-ratelimit-reset') - Date.parse(answer.headers.get('date') ?? '') / 1000;
    holds(ahead >= -1 && ahead <= 61, `Reset to be within a minute, it is ${ahead} s ahead`);
  }),
  must(
    'RATE-04',
    '§2',
    'simulator',
    'past the limit it is 429 with Retry-After, the seconds to the end of the window',
    (clio) =>
      withRate(clio, { limit: 3 }, async (mine) => {
        for (let i = 0; i < 3; i++) hasStatus(await mine.ask('GET', 'users?limit=1'), 200);
        const refused = await mine.ask('GET', 'users?limit=1');
        hasStatus(refused, 429);
        equals(number(refused, 'x-ratelimit-remaining'), 0, 'Remaining');
        const left = number(refused, 'x-ratelimit-reset') - Date.parse(refused.headers.get('date') ?? '') / 1000;
        holds(
          Math.abs(number(refused, 'retry-after') - left) <= 1.5 && number(refused, 'retry-after') >= 1,
          'Retry-After to lead to Reset',
        );
      }),
  ),
  must('RATE-05', '§2', 'simulator', 'the body of a 429 is an error with type and message', (clio) =>
    withRate(clio, { limit: 1 }, async (mine) => {
      await mine.ask('GET', 'users?limit=1');
      const refused = await mine.ask('GET', 'users?limit=1');
      hasStatus(refused, 429);
      isErrorA(refused);
    }),
  ),
  must(
    'RATE-06',
    '§2',
    'simulator',
    'the window is fixed: after sixty seconds the whole limit is there again',
    (clio) =>
      withRate(clio, { limit: 2 }, async (mine) => {
        await mine.ask('GET', 'users?limit=1');
        await step(clio, 40);
        await mine.ask('GET', 'users?limit=1');
        hasStatus(await mine.ask('GET', 'users?limit=1'), 429);
        await step(clio, 21);
        equals(number(await mine.ask('GET', 'users?limit=1'), 'x-ratelimit-remaining'), 1, 'Remaining');
      }),
  ),
  must('RATE-07', '§2', 'simulator', 'each access token has a window of its own', (clio) =>
    withRate(clio, { limit: 1 }, async (mine) => {
      await mine.ask('GET', 'users?limit=1');
      hasStatus(await mine.ask('GET', 'users?limit=1'), 429);
      hasStatus(await (await freshly(clio)).ask('GET', 'users?limit=1'), 200);
    }),
  ),
  must('RATE-08', '§2', 'simulator', 'errors count too, and answers of 304', (clio) =>
    withRate(clio, { limit: 9 }, async (mine) => {
      const user = await mine.ask('GET', 'users/who_am_i');
      await mine.ask('GET', 'matters/1');
      await mine.ask('GET', 'matters?fields=nonsense');
      const etag = user.headers.get('etag') ?? '';
      const unchanged = await mine.ask('GET', 'users/who_am_i', { headers: { 'If-None-Match': etag } });
      hasStatus(unchanged, 304);
      equals(number(unchanged, 'x-ratelimit-remaining'), 5, 'Remaining');
    }),
  ),
  must(
    'RATE-09',
    '§2',
    'simulator',
    'US: the lower limit holds from 04:00 to 19:00 Pacific, Monday to Friday',
    peakHours('us', 'America/Los_Angeles', 4, 19),
  ),
  must('RATE-10', '§2', 'simulator', 'Canada: as in the US', peakHours('ca', 'America/Los_Angeles', 4, 19)),
  must('RATE-11', '§2', 'simulator', 'EU: from 07:00 to 22:00 GMT, Monday to Friday', peakHours('eu', 'UTC', 7, 22)),
  must(
    'RATE-12',
    '§2',
    'simulator',
    'Australia: from 06:00 to 21:00 AET, Monday to Friday',
    peakHours('au', 'Australia/Sydney', 6, 21),
  ),
  must('RATE-13', '§2', 'simulator', 'a collection may have a limit of its own', (clio) =>
    withRate(clio, { limit: 50, endpoints: { matters: 1 } }, async (mine) => {
      equals(number(await mine.ask('GET', 'matters?limit=1'), 'x-ratelimit-limit'), 1, 'the limit of matters');
      hasStatus(await mine.ask('GET', 'matters?limit=1'), 429);
      hasStatus(await mine.ask('GET', 'users?limit=1'), 200);
    }),
  ),
];
