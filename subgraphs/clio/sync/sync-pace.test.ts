import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { newSyncJob, type SyncEntityRecord, type SyncJobRecord } from './sync-job-record.ts';
import { nextPace } from './sync-pace.ts';
import { jobPercent, secondsLeft } from './sync-rules.ts';

const pageSize = 200;
const start = Date.parse('2026-03-02T17:00:00Z');

interface Setting {
  /** Records of each type. */
  records: number[];
  /** Whether Clio says how many records there are. */
  totals: boolean;
  /** Requests in a window of a minute; undefined where Clio allows any number. */
  perWindow: number | undefined;
  /** Requests per second that we make while we may. */
  speed: number;
  /** Requests of each window that others take. */
  others?: number;
  /** What the copy held of each type before; nothing where it was empty. */
  before?: number[];
}

interface Seen {
  atMs: number;
  job: SyncJobRecord;
}

/** Every state of a job that walks through Clio's windows in turn, as its workers would write them. */
function walk({ records, totals, perWindow, speed, others = 0, before = [] }: Setting): Seen[] {
  const types = ['MATTERS', 'ACTIVITIES', 'BILLS', 'TASKS'] as const;
  const order = { jobId: newId('syncJob'), firmId: newId('firm'), requestedByUserId: undefined };
  let job: SyncJobRecord = newSyncJob({ ...order, entities: types.slice(0, records.length) });
  const seen: Seen[] = [];
  let atMs = start + 17_000;
  let windowEndsMs = start + 60_000;
  let left = (perWindow ?? Number.POSITIVE_INFINITY) - others;
  const write = (part: Partial<SyncJobRecord>) => {
    const { pausedUntil: _until, ...rest } = job;
    const next: SyncJobRecord = { ...rest, status: 'RUNNING', ...part };
    job = { ...next, pace: nextPace(next, new Date(atMs)), updatedAt: new Date(atMs).toISOString() };
    seen.push({ atMs, job });
  };
  for (let turn = 0; job.entities.some(({ status }) => status !== 'COMPLETED'); turn++) {
    if (atMs >= windowEndsMs) {
      windowEndsMs += Math.ceil((atMs - windowEndsMs + 1) / 60_000) * 60_000;
      left = (perWindow ?? Number.POSITIVE_INFINITY) - others;
    }
    if (left <= 0) {
      write({ pausedUntil: new Date(windowEndsMs).toISOString() });
      atMs = windowEndsMs;
      continue;
    }
    left--;
    atMs += 1000 / speed;
    const open = job.entities.filter(({ status }) => status !== 'COMPLETED');
    const type = open[turn % open.length]?.type;
    const entities = job.entities.map((entity, index): SyncEntityRecord => {
      if (entity.type !== type) return entity;
      const all = records[index] ?? 0;
      const fetched = Math.min(entity.fetched + pageSize, all);
      const guess = before[index];
      return {
        ...entity,
        fetched,
        status: fetched === all ? 'COMPLETED' : 'RUNNING',
        ...(totals ? { total: all } : {}),
        ...(guess === undefined ? {} : { expected: guess }),
      };
    });
    const requestsUsed = job.requestsUsed + 1;
    write({ entities, requestsUsed, ...(perWindow === undefined ? {} : { requestsPerMinute: perWindow }) });
  }
  return seen;
}

/** What was estimated, over what it truly took, at every state from a minute after the totals were known until the last two minutes. */
function ratios(seen: Seen[]): number[] {
  const endMs = seen.at(-1)?.atMs ?? 0;
  const knownMs = seen.find(({ job }) => jobPercent(job) !== null)?.atMs ?? endMs;
  return seen
    .filter(({ atMs }) => atMs >= knownMs + 60_000 && atMs < endMs - 120_000)
    .map(({ atMs, job }) => ((secondsLeft(job) ?? 0) * 1000) / (endMs - atMs));
}

const settings: [string, Setting][] = [
  ['Clio limits us', { records: [60_000, 20_000, 9_000], totals: true, perWindow: 50, speed: 6 }],
  ['others use a tenth of the limit', { records: [80_000, 4_000], totals: true, perWindow: 50, speed: 6, others: 5 }],
  ['we are slower than the limit', { records: [60_000, 10_000], totals: true, perWindow: 600, speed: 0.5 }],
  ['there is no limit', { records: [90_000, 30_000], totals: true, perWindow: undefined, speed: 1 }],
  [
    'Clio does not say how many there are, and the copy has grown by a tenth since',
    { records: [66_000, 22_000], before: [60_000, 20_000], totals: false, perWindow: 50, speed: 6 },
  ],
];
test.each(settings)('a minute after totals are known the time left is right within 20 %%: %s', (_title, setting) => {
  const found = ratios(walk(setting));
  // The first of them is a minute after totals are known; the end of a walk lies within one window of Clio's.
  const early = found.slice(0, Math.ceil(found.length / 2));
  expect(early.length).toBeGreaterThan(50);
  expect(Math.min(...early)).toBeGreaterThan(0.8);
  expect(Math.max(...early)).toBeLessThan(1.2);
});

test('without totals and without an earlier copy the time left is being estimated', () => {
  const seen = walk({ records: [4_000], totals: false, perWindow: 50, speed: 5 });
  expect(seen.slice(0, -1).map(({ job }) => secondsLeft(job))).toEqual(seen.slice(0, -1).map(() => null));
});

test('a job that Clio makes wait ends no sooner than the wait', () => {
  const paused = walk({ records: [12_000], totals: true, perWindow: 20, speed: 5 }).filter(
    ({ job }) => job.pausedUntil,
  );
  expect(paused.length).toBeGreaterThan(1);
  for (const { atMs, job } of paused) {
    expect(secondsLeft(job)).toBeGreaterThanOrEqual((Date.parse(job.pausedUntil ?? '') - atMs) / 1000);
  }
});
