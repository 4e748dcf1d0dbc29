import { expect, test } from '@jest/globals';
import { exhausted, learn, learnNothing, type RequestBudget, takeRequest } from './request-budget-rules.ts';

const now = 1_800_000_000_000;
const known: RequestBudget = {
  version: 5,
  limit: 50,
  remaining: 40,
  resetAtMs: now + 30_000,
  guessed: false,
  skewMs: 0,
};
const granted = (take: ReturnType<typeof takeRequest>) => {
  if (!take.granted) throw new Error(`asked to wait ${take.waitMs} ms`);
  return take.next;
};

test('before the first answer one probe goes out and everybody else waits for what it learns', () => {
  const probe = granted(takeRequest(undefined, 2, now));
  expect(takeRequest(probe, 2, now + 5)).toEqual({ granted: false, waitMs: 1_000 });
  const rate = { limit: 50, remaining: 49, resetAtMs: now + 60_000, dateMs: now };
  const taught = learn(probe, rate, now);
  expect(taught).toMatchObject({ limit: 50, remaining: 49, resetAtMs: now + 60_000, guessed: false });
  expect(granted(takeRequest(taught, 2, now)).remaining).toBe(48);
});

test('a backfill stops at the reserve and waits for the end of the window on the clock of Clio', () => {
  const ahead = { ...known, remaining: 2, skewMs: 10_000 };
  expect(takeRequest(ahead, 2, now)).toEqual({ granted: false, waitMs: 20_000 });
  expect(takeRequest(ahead, 0, now).granted).toBe(true);
});

test('a new window opens with the known limit, and requests that are under way in it are not forgotten', () => {
  let budget = granted(takeRequest({ ...known, remaining: 2 }, 2, now + 31_000));
  for (let i = 0; i < 4; i++) budget = granted(takeRequest(budget, 2, now + 31_000));
  expect(budget.remaining).toBe(45);
  const first = learn(
    budget,
    { limit: 50, remaining: 49, resetAtMs: now + 91_000, dateMs: now + 31_000 },
    now + 31_000,
  );
  expect(first).toMatchObject({ remaining: 45, resetAtMs: now + 91_000, guessed: false });
});

test('an answer of a window that is over teaches nothing', () => {
  const late = { limit: 50, remaining: 3, resetAtMs: now - 30_000, dateMs: now - 31_000 };
  expect(learn(known, late, now)).toBeUndefined();
});

test('after a 429 nobody asks before the wait is over', () => {
  const empty = exhausted(known, 45_000, now);
  expect(takeRequest(empty, 0, now)).toEqual({ granted: false, waitMs: 45_000 });
  expect(takeRequest(empty, 0, now + 45_001).granted).toBe(true);
});

test('where Clio sends no headers, requests go out one at a time', () => {
  const probe = granted(takeRequest(undefined, 2, now));
  expect(takeRequest(probe, 2, now + 100).granted).toBe(false);
  const answered = learnNothing(probe, now + 100);
  const next = granted(takeRequest(answered, 2, now + 100));
  expect(takeRequest(next, 2, now + 150).granted).toBe(false);
  expect(learnNothing(known, now)).toBeUndefined();
});
