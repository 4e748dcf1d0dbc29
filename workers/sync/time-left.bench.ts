/**
 * How right `secondsLeft` is: full syncs of the commonest types of a firm of 50,000 records against the simulator with Clio's
 * own limit, 50 requests in a minute, in real time and all at once, each on stores of its own. The estimate of the job is read
 * once a second, as a page would show it, and compared with how long the sync then truly took. Each begins at a moment of its
 * own in the minute: bursts of all at once would slow each other, in one process, as those of firms in functions of their own
 * do not.
 *
 * "A minute after totals" is the first state from then on, which is to be within 20 %; the rest are all states from then until
 * two minutes before the end, where a window of Clio's is more than a fifth of what is left. Without `meta.records` nothing may
 * be said in a first sync; in a later one the copy stands for the totals.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { endAsCancelled } from '@smarterfirms/clio/end-as-cancelled';
import { createRequestBudgets } from '@smarterfirms/clio/request-budget';
import { createRequestBudgetRecords } from '@smarterfirms/clio/request-budget-records';
import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { secondsLeft } from '@smarterfirms/clio/sync-rules';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { handleMessage } from './handle-message.ts';
import { startTestFirm, type TestFirm } from './test-firm.ts';

const limit = 50;
const entities: SyncEntityType[] = ['CONTACTS', 'MATTERS', 'ACTIVITIES', 'BILLS'];
const firstSyncSeconds = 90;
const lookMs = 1_000;

interface Seen {
  atMs: number;
  left: number | null;
}

interface Row {
  seconds: number;
  /** How long nothing was said. */
  silentSeconds: number;
  /** Estimate over truth. */
  ratios: number[];
}

/** Looks at the job until it is over, or so long. */
async function watch(firm: TestFirm, { jobId }: SyncJobRecord, forMs = Number.POSITIVE_INFINITY): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const until = Date.now() + forMs; Date.now() < until; await delay(lookMs)) {
    const job = await firm.job(jobId);
    seen.push({ atMs: Date.now(), left: secondsLeft(job, new Date()) });
    if (!isOver(job)) continue;
    if (job.status !== 'COMPLETED') throw new Error(`the sync ended ${job.status}: nothing was measured`);
    break;
  }
  return seen;
}

function rowOf(seen: readonly Seen[]): Row {
  const [startMs = 0, endMs = 0] = [seen[0]?.atMs, seen.at(-1)?.atMs];
  const known = seen.find(({ left }) => left !== null)?.atMs ?? endMs;
  const judged = seen.filter(({ atMs }) => atMs >= known + 60_000 && atMs < endMs - 120_000);
  if (judged.length === 0) throw new Error('the sync was too short to judge its estimates');
  return {
    seconds: (endMs - startMs) / 1_000,
    silentSeconds: (known - startMs) / 1_000,
    ratios: judged.map(({ atMs, left }) => ((left ?? 0) * 1_000) / (endMs - atMs)),
  };
}

const startMs = Date.now();

/** Waits for the moment of the minute, counted from the start of the benchmark, at which that sync begins. */
async function turnOf(place: number): Promise<void> {
  const intoMinuteMs = (Date.now() - startMs) % 60_000;
  await delay((place * 15_000 - intoMinuteMs + 60_000) % 60_000);
}

async function measure(
  place: number,
  settings: Record<string, string> = {},
  deliver?: (firm: TestFirm) => (body: string) => Promise<void>,
): Promise<Row> {
  await using firm = await startTestFirm({
    CLIO_SIM_SIZE: 'medium',
    CLIO_SIM_RATE_LIMIT: String(limit),
    ...settings,
  });
  await turnOf(place);
  const job = await firm.startSync('FULL', entities);
  const [seen] = await Promise.all([watch(firm, job), firm.runInTime(job, deliver?.(firm))]);
  return rowOf(seen);
}

/** A fifth of the limit goes to another program that the firm has connected with the same token. */
async function withOthers(place: number): Promise<Row> {
  await using firm = await startTestFirm({ CLIO_SIM_SIZE: 'medium', CLIO_SIM_RATE_LIMIT: String(limit) });
  const { base, accessToken } = await firm.parts.tokens.accessToken(firm.firmId);
  await turnOf(place);
  const stopped = new AbortController();
  const others = (async () => {
    while (!stopped.signal.aborted) {
      const headers = { authorization: `Bearer ${accessToken}` };
      await (await fetch(`${base}/api/v4/users.json?limit=1&fields=id`, { headers })).arrayBuffer();
      await delay((60_000 / limit) * 5);
    }
  })();
  const job = await firm.startSync('FULL', entities);
  const [seen] = await Promise.all([watch(firm, job), firm.runInTime(job)]);
  stopped.abort();
  await others;
  return rowOf(seen);
}

async function firstWithoutTotals(): Promise<Seen[]> {
  await using firm = await startTestFirm({
    CLIO_SIM_SIZE: 'medium',
    CLIO_SIM_RATE_LIMIT: String(limit),
    CLIO_SIM_META_RECORDS: 'off',
  });
  const job = await firm.startSync('FULL', entities);
  const running = firm.runInTime(job);
  const seen = await watch(firm, job, firstSyncSeconds * 1_000);
  await endAsCancelled(job, firm.parts);
  await running;
  return seen;
}

/**
 * The copy is there, brought over without a limit; what is measured is the sync after that, by workers that know no limit yet.
 */
async function laterWithoutTotals(place: number): Promise<Row> {
  await using firm = await startTestFirm({ CLIO_SIM_SIZE: 'medium', CLIO_SIM_META_RECORDS: 'off' });
  await firm.run(await firm.startSync('FULL', entities));
  await firm.clio.control('rate', { limit });
  await firm.reconnect();
  await turnOf(place);
  const dynamo = documentClient(firm.aws.dynamo);
  const budgets = createRequestBudgets(createRequestBudgetRecords(dynamo, 'ClioConnection'));
  const job = await firm.startSync('FULL', entities);
  const deliver = (body: string) => handleMessage(body, new Date(Date.now() + 5_000), { ...firm.parts, budgets });
  const [seen] = await Promise.all([watch(firm, job), firm.runInTime(job, deliver)]);
  return rowOf(seen);
}

/** A page each three seconds in each of three chains, where Clio would allow ten times as many. */
const slowly =
  ({ parts }: TestFirm) =>
  async (body: string) => {
    await delay(3_000);
    await handleMessage(body, new Date(0), parts);
  };

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

/** Says at once what was found: the others may take minutes more. */
async function tell(name: string, measured: Promise<Row>): Promise<Record<string, unknown>> {
  const { seconds, silentSeconds, ratios } = await measured;
  const row = {
    sync: name,
    'took s': Math.round(seconds),
    'estimating s': Math.round(silentSeconds),
    'a minute after totals': percent(ratios[0] ?? 0),
    lowest: percent(Math.min(...ratios)),
    highest: percent(Math.max(...ratios)),
    'within 20 %': percent(ratios.filter((ratio) => ratio > 0.8 && ratio < 1.2).length / ratios.length),
    states: ratios.length,
  };
  console.log(JSON.stringify(row));
  return row;
}

const first = firstWithoutTotals().then((seen) => {
  const told = seen.filter(({ left }) => left !== null).length;
  console.log(
    `no totals, a first sync: ${told} of ${seen.length} states in its first ${firstSyncSeconds} s named a time`,
  );
});
const rows = await Promise.all([
  tell('the limit sets the pace', measure(0)),
  tell('others use a fifth of the limit', withOthers(1)),
  tell('we are slower than the limit', measure(2, { CLIO_SIM_RATE_LIMIT: String(limit * 12) }, slowly)),
  tell('no totals, a later sync', laterWithoutTotals(3)),
]);
await first;
console.table(rows);
process.exit(0);
