/**
 * How right `secondsLeft` is: full syncs of a firm of 50,000 records against the simulator with Clio's own limit, 50 requests in
 * a minute, in real time and all at once, each on stores of its own. The estimate of the job is read once a second, as a page
 * would show it, and compared with how long the sync then truly took.
 *
 * "A minute after totals" is the first state from then on, which is to be within 20 %; the rest are all states from then until
 * two minutes before the end, where a window of Clio's is more than a fifth of what is left. Without `meta.records` nothing may
 * be said in a first sync; in a later one the copy stands for the totals.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { secondsLeft } from '@smarterfirms/clio/sync-rules';
import { handleMessage } from './handle-message.ts';
import { startTestFirm, type TestFirm } from './test-firm.ts';

const limit = 50;
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
    seen.push({ atMs: Date.now(), left: secondsLeft(job) });
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

async function measure(
  settings: Record<string, string> = {},
  deliver?: (firm: TestFirm) => (body: string) => Promise<void>,
): Promise<Row> {
  await using firm = await startTestFirm({
    CLIO_SIM_SIZE: 'medium',
    CLIO_SIM_RATE_LIMIT: String(limit),
    ...settings,
  });
  const job = await firm.startSync();
  const [seen] = await Promise.all([watch(firm, job), firm.runInTime(job, deliver?.(firm))]);
  return rowOf(seen);
}

/** A fifth of the limit goes to another program that the firm has connected with the same token. */
async function withOthers(): Promise<Row> {
  await using firm = await startTestFirm({ CLIO_SIM_SIZE: 'medium', CLIO_SIM_RATE_LIMIT: String(limit) });
  const { base, accessToken } = await firm.parts.tokens.accessToken(firm.firmId);
  const stopped = new AbortController();
  const others = (async () => {
    while (!stopped.signal.aborted) {
      const headers = { authorization: `Bearer ${accessToken}` };
      await (await fetch(`${base}/api/v4/users.json?limit=1&fields=id`, { headers })).arrayBuffer();
      await delay((60_000 / limit) * 5);
    }
  })();
  const job = await firm.startSync();
  const [seen] = await Promise.all([watch(firm, job), firm.runInTime(job)]);
  stopped.abort();
  await others;
  return rowOf(seen);
}

async function withoutTotals(): Promise<{ first: Seen[]; later: Row }> {
  await using firm = await startTestFirm({
    CLIO_SIM_SIZE: 'medium',
    CLIO_SIM_RATE_LIMIT: String(limit),
    CLIO_SIM_META_RECORDS: 'off',
  });
  const firstJob = await firm.startSync();
  const running = firm.runInTime(firstJob);
  const first = await watch(firm, firstJob, firstSyncSeconds * 1_000);
  await firm.clio.control('rate', { limit: 0 });
  await running;
  await firm.clio.control('rate', { limit });
  const job = await firm.startSync();
  const [seen] = await Promise.all([watch(firm, job), firm.runInTime(job)]);
  return { first, later: rowOf(seen) };
}

/** A page each three seconds in each of three chains, where Clio would allow ten times as many. */
const slowly =
  ({ parts }: TestFirm) =>
  async (body: string) => {
    await delay(3_000);
    await handleMessage(body, new Date(0), parts);
  };

const [limited, others, slow, noTotals] = await Promise.all([
  measure(),
  withOthers(),
  measure({ CLIO_SIM_RATE_LIMIT: String(limit * 12) }, slowly),
  withoutTotals(),
]);
const told = noTotals.first.filter(({ left }) => left !== null).length;
const rows = {
  'the limit sets the pace': limited,
  'others use a fifth of the limit': others,
  'we are slower than the limit': slow,
  'no totals, a second sync': noTotals.later,
};
console.table(
  Object.fromEntries(
    Object.entries(rows).map(([name, { seconds, silentSeconds, ratios }]) => [
      name,
      {
        'took s': Math.round(seconds),
        'estimating s': Math.round(silentSeconds),
        'a minute after totals': ((ratios[0] ?? 0) * 100).toFixed(0).concat(' %'),
        lowest: (Math.min(...ratios) * 100).toFixed(0).concat(' %'),
        highest: (Math.max(...ratios) * 100).toFixed(0).concat(' %'),
        'within 20 %': ((ratios.filter((ratio) => ratio > 0.8 && ratio < 1.2).length / ratios.length) * 100)
          .toFixed(0)
          .concat(' %'),
        states: ratios.length,
      },
    ]),
  ),
);
console.log(
  `no totals, the first sync: ${told} of ${noTotals.first.length} states in its first ${firstSyncSeconds} s named a time`,
);
process.exit(0);
