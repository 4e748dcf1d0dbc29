import { setTimeout as delay } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { documentClient } from '../dynamo.ts';
import { clioTables, createTableInput } from '../tables.ts';
import type { ClioRate } from './rate-headers.ts';
import { createRequestBudgets, type RequestBudgets } from './request-budget.ts';
import { createRequestBudgetRecords } from './request-budget-records.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws(clioTables.map(createTableInput));
});
afterAll(() => aws[Symbol.asyncDispose]());

/** Clio's own count of a token, in fixed windows, answering after a few milliseconds. */
function clioWindow(limitOf: (window: number) => number, windowMs: number) {
  const startedAt = Date.now();
  const used = new Map<number, number>();
  let refused = 0;
  const windowNow = () => Math.floor((Date.now() - startedAt) / windowMs);
  return {
    used,
    window: windowNow,
    refused: () => refused,
    async ask(): Promise<ClioRate | undefined> {
      const window = windowNow();
      const limit = limitOf(window);
      const count = (used.get(window) ?? 0) + 1;
      if (count > limit) {
        refused++;
        return undefined;
      }
      used.set(window, count);
      const dateMs = Math.floor(Date.now() / 1000) * 1000;
      await delay(Math.random() * 10);
      return { limit, remaining: limit - count, resetAtMs: startedAt + (window + 1) * windowMs, dateMs };
    },
  };
}

async function newFirm(): Promise<FirmId> {
  const firmId = newId('firm');
  await documentClient(aws.dynamo).send(new PutCommand({ TableName: 'ClioConnection', Item: { firmId } }));
  return firmId;
}

/** Each as a process of its own would have them: with nothing in common but the table. */
function budgetsOf(count: number): RequestBudgets[] {
  const records = createRequestBudgetRecords(documentClient(aws.dynamo), 'ClioConnection');
  return Array.from({ length: count }, () => createRequestBudgets(records));
}

test('twenty workers that ask at once never pass the limit, and leave nothing of a window but the reserve', async () => {
  const firmId = await newFirm();
  const clio = clioWindow(() => 50, 60_000);
  let granted = 0;
  await Promise.all(
    budgetsOf(20).map(async (budgets) => {
      for (let waitMs = 0; waitMs <= 1_000; ) {
        waitMs = await budgets.take(firmId);
        if (waitMs === 0) {
          granted++;
          await budgets.learn(firmId, await clio.ask());
        } else await delay(Math.min(waitMs, 20));
      }
    }),
  );
  expect(clio.refused()).toBe(0);
  expect(granted).toBe(45);
  const [person] = budgetsOf(1);
  expect(await person?.take(firmId, 'interactive')).toBe(0);
  expect(await person?.take(firmId, 'webhook')).toBe(0);
});

test('limits that change from window to window are followed by twenty workers without a request too many', async () => {
  const firmId = await newFirm();
  // Each has room for what twenty workers may ask before the first answer of a window tells of its limit.
  const limits = [40, 60, 25];
  const limitOf = (window: number) => limits[window % limits.length] ?? 40;
  const clio = clioWindow(limitOf, 3_000);
  const usedUp = (limit: number) =>
    [...clio.used].some(([window, count]) => limitOf(window) === limit && count === limit);
  // A busy machine may be too slow to use a window up; then the next one of that limit is waited for.
  const endMs = Date.now() + 90_000;
  let late = 0;
  await Promise.all(
    budgetsOf(20).map(async (budgets) => {
      while (!(usedUp(60) && usedUp(25)) && Date.now() < endMs) {
        const window = clio.window();
        const waitMs = await budgets.take(firmId);
        if (waitMs > 0) {
          await delay(Math.min(waitMs, 100));
          continue;
        }
        // Taken from one window and counted by Clio in the next: nobody can know that before it is answered.
        if (clio.window() !== window) late++;
        await budgets.learn(firmId, await clio.ask());
      }
    }),
  );
  expect([60, 25].filter(usedUp)).toEqual([60, 25]);
  expect(clio.refused()).toBeLessThanOrEqual(late);
});

test('what somebody else spends from the token is noticed, so that nothing is refused for it', async () => {
  const firmId = await newFirm();
  const clio = clioWindow(() => 50, 60_000);
  const [budgets] = budgetsOf(1);
  if (!budgets) throw new Error('no budget');
  for (let waitMs = 0, asked = 0; waitMs <= 1_000; asked++) {
    if (asked === 10) for (let stranger = 0; stranger < 20; stranger++) await clio.ask();
    waitMs = await budgets.take(firmId);
    if (waitMs === 0) await budgets.learn(firmId, await clio.ask());
  }
  expect(clio.refused()).toBe(0);
});

test('a 429 of a list with a limit for itself leaves the others their requests; a second list that says so is the token', async () => {
  const firmId = await newFirm();
  const [budgets] = budgetsOf(1);
  if (!budgets) throw new Error('no budget');
  const dateMs = Math.floor(Date.now() / 1000) * 1000;
  const ofToken = { limit: 50, remaining: 40, resetAtMs: dateMs + 30_000, dateMs };
  const ofList = { limit: 5, remaining: 0, resetAtMs: dateMs + 50_000, dateMs };
  await budgets.take(firmId);
  await budgets.learn(firmId, ofToken, '/matters');
  expect(await budgets.exhaust(firmId, { waitMs: 50_000, rate: ofList }, '/bills')).toBe('LIST');
  expect(await budgets.take(firmId)).toBe(0);
  expect(await budgets.exhaust(firmId, { waitMs: 50_000, rate: ofList }, '/bills')).toBe('LIST');
  expect(await budgets.exhaust(firmId, { waitMs: 50_000, rate: ofList }, '/tasks')).toBe('TOKEN');
  expect(await budgets.take(firmId, 'interactive')).toBeGreaterThan(40_000);
});

test('a 429 that asks for some seconds keeps nobody longer, whatever end of the window was known', async () => {
  const firmId = await newFirm();
  const [budgets] = budgetsOf(1);
  if (!budgets) throw new Error('no budget');
  const dateMs = Math.floor(Date.now() / 1000) * 1000;
  await budgets.take(firmId);
  await budgets.learn(firmId, { limit: 50, remaining: 40, resetAtMs: dateMs + 55_000, dateMs });
  expect(await budgets.exhaust(firmId, { waitMs: 20_000, rate: undefined })).toBe('TOKEN');
  const waitMs = await budgets.take(firmId, 'interactive');
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(20_000);
});

test('a token that is replaced begins with a budget of its own', async () => {
  const firmId = await newFirm();
  const [budgets] = budgetsOf(1);
  await budgets?.take(firmId);
  await budgets?.learn(firmId, { limit: 50, remaining: 0, resetAtMs: Date.now() + 60_000, dateMs: Date.now() });
  expect(await budgets?.take(firmId, 'interactive')).toBeGreaterThan(50_000);
  await documentClient(aws.dynamo).send(new PutCommand({ TableName: 'ClioConnection', Item: { firmId } }));
  expect(await budgets?.take(firmId)).toBe(0);
});
