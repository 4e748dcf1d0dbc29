import { expect, test } from '@jest/globals';
import {
  decide,
  exhausted,
  isOfItsList,
  isOfTheToken,
  learn,
  nearerSkew,
  type RequestBudget,
  type RequestPriority,
} from './request-budget-rules.ts';

const now = 1_800_000_000_000;
const known: RequestBudget = { limit: 50, remaining: 40, resetAtMs: now + 30_000, guessed: false, skewMs: 0 };
const rate = { limit: 50, remaining: 39, resetAtMs: now + 30_000, dateMs: now };
const priorities: RequestPriority[] = ['interactive', 'webhook', 'backfill'];

test('before the first answer one probe goes out and everybody else waits for what it learns', () => {
  const probe = decide(undefined, 'backfill', now);
  if (probe.kind !== 'open') throw new Error('no probe');
  expect(probe.granted).toBe(1);
  for (const priority of priorities) {
    expect(decide(probe.next, priority, now + 5)).toEqual({ kind: 'wait', waitMs: 250 });
  }
  expect(learn(probe.next, rate, 7, now)).toEqual({ kind: 'replace', next: { ...known, remaining: 39, skewMs: 7 } });
  // An answer that never came keeps nobody waiting for ever.
  expect(decide(probe.next, 'backfill', now + 10_001).kind).toBe('open');
});

test('early in a window a share is kept from the backfill, and most of it from announced changes', () => {
  const grantedAt = (remaining: number) =>
    priorities.filter((priority) => decide({ ...known, remaining }, priority, now).kind === 'take');
  expect(grantedAt(6)).toEqual(['interactive', 'webhook', 'backfill']);
  expect(grantedAt(5)).toEqual(['interactive', 'webhook']);
  expect(grantedAt(3)).toEqual(['interactive', 'webhook']);
  expect(grantedAt(2)).toEqual(['interactive']);
  expect(grantedAt(0)).toEqual([]);
});

test('at the end of a window the backfill gets what is left, and is told to come back then', () => {
  const early = { ...known, remaining: 5 };
  expect(decide(early, 'backfill', now)).toEqual({ kind: 'wait', waitMs: 28_000 });
  expect(decide(early, 'backfill', now + 28_000)).toMatchObject({ kind: 'take', granted: 1, floor: 0 });
  expect(decide({ ...early, remaining: 0 }, 'backfill', now + 29_000)).toEqual({ kind: 'wait', waitMs: 1_000 });
});

test('a limit of a handful has no reserve, one of thousands is taken several at a time', () => {
  expect(decide({ ...known, limit: 4, remaining: 1 }, 'backfill', now).kind).toBe('take');
  expect(decide({ ...known, limit: 5_000, remaining: 5_000 }, 'backfill', now)).toMatchObject({ granted: 10 });
  expect(decide({ ...known, limit: 5_000, remaining: 5_000 }, 'interactive', now)).toMatchObject({ granted: 1 });
});

test('a new window opens with the known limit, and its first answer corrects the end without forgetting what was taken', () => {
  const opened = decide({ ...known, remaining: 0 }, 'backfill', now + 30_000);
  if (opened.kind !== 'open') throw new Error('no window');
  expect(opened.next).toMatchObject({ remaining: 49, guessed: true });
  const answer = { limit: 50, remaining: 49, resetAtMs: now + 90_000, dateMs: now + 30_000 };
  expect(learn({ ...opened.next, remaining: 44 }, answer, 0, now + 30_000)).toEqual({
    kind: 'correct',
    limit: 50,
    resetAtMs: now + 90_000,
    limitDelta: 0,
  });
});

test('a limit that changes between windows or within one is followed both ways', () => {
  const guessed = { ...known, guessed: true, remaining: 45 };
  const answer = { ...rate, resetAtMs: now + 60_000 };
  expect(learn(guessed, { ...answer, limit: 150 }, 0, now)).toMatchObject({
    kind: 'correct',
    limit: 150,
    limitDelta: 100,
  });
  expect(learn(guessed, { ...answer, limit: 20 }, 0, now)).toMatchObject({
    kind: 'correct',
    limit: 20,
    limitDelta: -30,
  });
  expect(learn(known, { ...rate, limit: 20 }, 0, now)).toMatchObject({ kind: 'correct', limitDelta: -30 });
  expect(decide({ ...known, limit: 20, remaining: -3 }, 'interactive', now)).toEqual({ kind: 'wait', waitMs: 30_000 });
});

test('an answer of a window that is over teaches nothing, and what is spent beside us is noticed', () => {
  expect(learn(known, { ...rate, resetAtMs: now - 1, dateMs: now - 2 }, 0, now)).toBe('NOTHING');
  expect(learn({ ...known, guessed: true }, { ...rate, resetAtMs: now, dateMs: now }, 0, now)).toBe('NOTHING');
  expect(learn(known, rate, 0, now)).toBe('NOTHING');
  expect(learn(known, { ...rate, remaining: 20 }, 0, now)).toEqual({ kind: 'lower', remaining: 20 });
  expect(learn(known, { ...rate, resetAtMs: now + 60_000 }, 0, now)).toMatchObject({ kind: 'replace' });
});

test('after a 429 nobody asks before the wait is over that Clio asked for, and then one asks first', () => {
  for (const waitMs of [1_000, 45_000]) {
    const empty = exhausted(waitMs, now, 0);
    for (const priority of priorities) expect(decide(empty, priority, now)).toEqual({ kind: 'wait', waitMs });
    const probe = decide(empty, 'backfill', now + waitMs + 1);
    expect(probe).toMatchObject({ kind: 'open', granted: 1, next: { remaining: 0 } });
  }
});

test('a narrower limit of one list is told from the limit of the token by its window, whichever was seen first', () => {
  const ofList = { limit: 5, remaining: 3, resetAtMs: now + 48_000, dateMs: now };
  expect(isOfItsList(known, ofList)).toBe(true);
  expect(isOfItsList(known, { ...ofList, resetAtMs: now + 12_000 })).toBe(true);
  const taughtByList = { ...known, limit: 5, remaining: 3, resetAtMs: now + 48_000 };
  expect(learn(taughtByList, rate, 0, now)).toMatchObject({ kind: 'replace', next: { limit: 50, remaining: 39 } });
  // The same window with a lower limit is the token's: Clio has changed it.
  expect(isOfItsList(known, { ...rate, limit: 20 })).toBe(false);
  // Far behind: the clock was put back, and what was known would keep everybody waiting.
  expect(
    learn(known, { ...rate, resetAtMs: now - 3_570_000, dateMs: now - 3_600_000 }, 0, now - 3_600_000),
  ).toMatchObject({
    kind: 'replace',
    next: { remaining: 39 },
  });
  // Once the known window is over, another end is that of the next one.
  expect(isOfItsList(known, { ...ofList, dateMs: now + 30_000, resetAtMs: now + 90_000 })).toBe(false);
});

test('a list that was counted with the token has no limit for itself: a narrower one in another window is the lowered one of the token', () => {
  const lowered = { limit: 20, remaining: 19, resetAtMs: now + 55_000, dateMs: now };
  expect(isOfTheToken(known, rate)).toBe(true);
  expect(isOfItsList(known, lowered, { countedInMs: rate.resetAtMs })).toBe(false);
  expect(learn(known, lowered, 0, now)).toMatchObject({ kind: 'replace', next: { limit: 20, remaining: 19 } });
  // That it was counted in a window before says nothing about this one.
  expect(isOfItsList(known, lowered, { countedInMs: rate.resetAtMs - 60_000 })).toBe(true);
  for (const other of [{ limit: 5 }, { resetAtMs: now + 48_000 }])
    expect(isOfTheToken(known, { ...rate, ...other })).toBe(false);
});

test('in a window that nobody has seen a list is known by its own limit, but where nothing is known about the token', () => {
  const guessed = { ...known, guessed: true };
  const ofList = { limit: 5, remaining: 3, resetAtMs: now + 48_000, dateMs: now };
  expect(isOfItsList(guessed, ofList, { ownLimit: 5 })).toBe(true);
  expect(isOfItsList(guessed, ofList)).toBe(false);
  expect(isOfItsList({ ...guessed, limit: 5 }, ofList, { ownLimit: 5 })).toBe(false);
  const probed = { ...exhausted(1_000, now, 0), guessed: true };
  expect(isOfItsList(probed, ofList, { ownLimit: 5 })).toBe(false);
});

test('an answer that comes after the end of its window brings no old limit back', () => {
  const old = { limit: 150, remaining: 20, resetAtMs: now - 200, dateMs: now - 1_000 };
  expect(learn(known, old, 0, now)).toBe('NOTHING');
  expect(learn({ ...known, guessed: true }, old, 0, now)).toBe('NOTHING');
});

test("Clio's clock is never believed to be later than it is", () => {
  const clioAheadMs = 10_000;
  let skew: number | undefined;
  for (let ours = now; ours < now + 5_000; ours += 130) {
    const dateMs = Math.floor((ours + clioAheadMs) / 1_000) * 1_000;
    skew = nearerSkew(skew, { dateMs }, ours);
    expect(skew).toBeLessThanOrEqual(clioAheadMs);
  }
  expect(skew).toBeGreaterThan(clioAheadMs - 150);
  // Our own clock was set: what was seen before no longer holds.
  expect(nearerSkew(skew, { dateMs: now }, now + 60_000)).toBe(-60_000);
});
