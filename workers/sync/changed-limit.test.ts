import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createRequestBudgets } from '@smarterfirms/clio/request-budget';
import { createRequestBudgetRecords } from '@smarterfirms/clio/request-budget-records';
import { type Fetched, fetchPage } from './fetch-page.ts';
import { startTestFirm, type TestFirm } from './test-firm.ts';

let firm: TestFirm;
beforeAll(async () => {
  firm = await startTestFirm({ CLIO_SIM_RATE_WINDOW_SECONDS: '3' });
});
afterAll(() => firm[Symbol.asyncDispose]());

/** Twenty windows and more. */
const waitMaxMs = 90_000;

/** What Clio's headers said of one of its windows. */
interface Window {
  limit: number;
  endsMs: number;
  answers: number;
}

const budgetRecords = () => createRequestBudgetRecords(documentClient(firm.aws.dynamo), 'ClioConnection');

interface Change {
  from: number;
  to: number;
  /** When Clio changes its limit: in the middle of a burst, or while workers wait. */
  when: 'BURST' | 'WAIT';
  /** Of the windows under the new limit, whether what was waited for has happened. */
  until: (windows: readonly Window[]) => boolean;
}

/** Lets a worker for each list, all as processes of their own would be, use the budget up, window after window. */
async function work(lists: readonly string[], { from, to, when, until }: Change) {
  await firm.clio.control('rate', { limit: from });
  await firm.reconnect();
  const windows: Window[] = [];
  let changing: Promise<unknown> | undefined;
  let refused = 0;
  const isOver = () => until(windows.filter(({ limit }) => limit === to));
  const endMs = Date.now() + waitMaxMs;
  const isGoing = () => !isOver() && Date.now() < endMs;
  const change = () => {
    changing ??= firm.clio.control('rate', { limit: to });
    return changing;
  };
  const note = (rate: NonNullable<Extract<Fetched, { kind: 'page' }>['page']['rate']>) => {
    const known = windows.find(({ endsMs, limit }) => endsMs === rate.resetAtMs && limit === rate.limit);
    if (known) known.answers++;
    else windows.push({ limit: rate.limit, endsMs: rate.resetAtMs, answers: 1 });
    if (when === 'BURST' && windows.length > 1 && known && known.answers > 2) void change();
  };
  const workAt = async (list: string) => {
    const budgets = createRequestBudgets(budgetRecords());
    const address = (base: string) => `${base}/api/v4/${list}.json?limit=1&fields=id`;
    while (isGoing()) {
      const fetched = await fetchPage(firm.firmId, address, { ...firm.parts, budgets });
      if (fetched.kind === 'page' && fetched.page.rate) note(fetched.page.rate);
      if (fetched.kind !== 'wait') continue;
      // Before the window that is waited for begins, or a part of it was spent under the former limit.
      if (when === 'WAIT' && windows.length > 1) await change();
      refused += fetched.requests;
      for (const waitedMs = Date.now() + fetched.waitMs; Date.now() < waitedMs && isGoing(); ) await delay(20);
    }
  };
  await Promise.all(lists.map(workAt));
  await changing;
  if (!isOver()) throw new Error(`what was waited for did not happen: ${JSON.stringify(windows)}`);
  return { refused, budget: await budgetRecords().find(firm.firmId) };
}

test('a limit that Clio raises in the middle of a burst is used by all workers', async () => {
  const { budget } = await work(['users', 'matters', 'contacts', 'bills'], {
    from: 6,
    to: 30,
    when: 'BURST',
    until: (windows) => windows.some(({ answers }) => answers > 6),
  });
  expect(budget).toMatchObject({ limit: 30, guessed: false });
});

test('a limit that Clio lowers while a worker waits is kept in the next window, and used by the one list that goes on', async () => {
  const { refused, budget } = await work(['matters'], {
    from: 6,
    to: 4,
    when: 'WAIT',
    until: ([, second]) => (second?.answers ?? 0) > 1,
  });
  expect(budget).toMatchObject({ limit: 4, guessed: false });
  expect(refused).toBeLessThanOrEqual(1);
});
