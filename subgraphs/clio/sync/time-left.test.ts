import { expect, test } from '@jest/globals';
import { jobPercent, secondsLeft } from './sync-rules.ts';
import { type Course, courseOf, type Seen } from './test-job-course.ts';

/** Estimate over truth once a second, as a page would show it, from then on until two minutes before the end. */
function ratiosFrom(fromMs: number, seen: readonly Seen[]): number[] {
  const endMs = seen.at(-1)?.atMs ?? 0;
  const found: number[] = [];
  for (let atMs = fromMs; atMs < endMs - 120_000; atMs += 1_000) {
    const state = seen.findLast((one) => one.atMs <= atMs);
    if (state) found.push(((secondsLeft(state.job, new Date(atMs)) ?? 0) * 1_000) / (endMs - atMs));
  }
  return found;
}

function expectNear(ratios: readonly number[]): void {
  expect(ratios.length).toBeGreaterThan(30);
  expect(Math.min(...ratios)).toBeGreaterThan(0.8);
  expect(Math.max(...ratios)).toBeLessThan(1.2);
}

const few = [14_000, 10_000, 9_000, 7_000];
const courses: [string, Course][] = [
  ['Clio limits us', { records: few, msPerPage: 300, limit: 50 }],
  ['a pass over recent records goes ahead', { records: few, recent: [3_000, 4_000, 1_000], msPerPage: 300, limit: 50 }],
  ['the last window is a small one', { records: [20_000, 18_000, 13_000], msPerPage: 200, limit: 50 }],
  ['the last window is nearly whole', { records: [20_000, 20_000, 9_000], msPerPage: 200, limit: 50 }],
  ['the first window was half spent', { records: few, msPerPage: 300, limit: 50, spent: 25 }],
  ['others take a fifth of the limit', { records: few, msPerPage: 300, limit: 50, others: 10 }],
  ['others take half of the limit', { records: few, msPerPage: 300, limit: 50, others: 25 }],
  [
    'we are slower, and the largest type goes on alone',
    { records: [20_000, 8_000, 7_000, 3_000], msPerPage: 3_000, limit: 600 },
  ],
  ['we are slower, and one type is nearly all', { records: [50_000, 400, 600, 200], msPerPage: 2_000, limit: 600 }],
  [
    'three types together reach the limit, one alone does not',
    { records: [30_000, 9_000, 9_000], msPerPage: 2_000, limit: 50 },
  ],
  ['there is no limit', { records: [90_000, 30_000, 30_000, 30_000], msPerPage: 1_000 }],
  [
    'Clio does not say how many there are, and the copy has grown by a tenth since',
    { records: [66_000, 22_000], before: [60_000, 20_000], totals: false, msPerPage: 300, limit: 50 },
  ],
];

test.each(courses)('from a minute after totals are known the time left is right within 20 %%: %s', (_title, course) => {
  const seen = courseOf(course);
  const known = seen.find(({ job }) => jobPercent(job) !== null);
  expectNear(ratiosFrom((known?.atMs ?? 0) + 60_000, seen));
});

test.each([
  ['raised', 50, 100],
  ['lowered', 100, 50],
])('a limit that Clio has %s counts from the first page on that tells of it', (_how, limit, limitLater) => {
  const seen = courseOf({ records: [60_000, 40_000], msPerPage: 300, limit, limitLater });
  const changed = seen.find(({ job }) => job.requestsPerMinute === limitLater);
  expectNear(ratiosFrom(changed?.atMs ?? 0, seen));
});

test('without totals and without an earlier copy the time left is being estimated', () => {
  const seen = courseOf({ records: [4_000], totals: false, msPerPage: 200, limit: 50 });
  const said = seen.slice(0, -1).map(({ atMs, job }) => secondsLeft(job, new Date(atMs)));
  expect(said).toEqual(said.map(() => null));
});

test('a job that Clio makes wait ends no sooner than the wait, and the wait is counted down', () => {
  const paused = courseOf({ records: [12_000], msPerPage: 200, limit: 20 }).filter(({ job }) => job.pausedUntil);
  expect(paused.length).toBeGreaterThan(1);
  for (const { atMs, job } of paused) {
    const waitSeconds = (Date.parse(job.pausedUntil ?? '') - atMs) / 1_000;
    const left = secondsLeft(job, new Date(atMs)) ?? 0;
    expect(left).toBeGreaterThanOrEqual(waitSeconds);
    const later = secondsLeft(job, new Date(atMs + waitSeconds * 1_000 + 600_000)) ?? 0;
    expect(left - later).toBeGreaterThanOrEqual(Math.floor(waitSeconds));
    expect(left - later).toBeLessThanOrEqual(Math.ceil(waitSeconds) + 2);
  }
});
