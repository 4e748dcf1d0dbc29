/**
 * A firm's first full sync end to end with Clio's limit lifted, at growing sizes: records per second, the peak memory of the
 * worker, and how many requests a million records cost at each AWS service. The worker is a process of its own with three
 * messages at a time; the simulator is another; queue and tables are the emulators in this one, PostgreSQL the benchmarks'.
 *
 * BENCH_SIZES chooses among small (2,000 records), medium (50,000) and large (500,000): all three unless told otherwise.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { startTestFirm, type TestFirm } from './test-firm.ts';

const sizes = (process.env['BENCH_SIZES'] ?? 'small,medium,large').split(',');
/** The simulator's default: not every seed gives a firm of the large size. */
const seed = 'clio';

interface Measured {
  records: number;
  seconds: number;
  peakMb: number;
  /** By service and action, such as `DynamoDB.GetItem`. */
  requests: Record<string, number>;
  jobBytes: number;
}

async function measure(size: string): Promise<Measured> {
  await using firm = await startTestFirm({ CLIO_SIM_SIZE: size, CLIO_SIM_SEED: seed });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'measured-worker.js')], {
    env: { ...process.env, ...firm.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  const begun = await firm.startSync();
  const from = Date.now();
  const job = await untilOver(firm, begun);
  const seconds = (Date.now() - from) / 1_000;
  child.kill('SIGTERM');
  await once(child, 'close');
  if (job.status !== 'COMPLETED') throw new Error(`the sync ended ${job.status}: nothing was measured`);
  const { requests, peakMb } = JSON.parse(Buffer.concat(output).toString()) as Pick<Measured, 'requests' | 'peakMb'>;
  const records = job.entities.reduce((sum, { fetched }) => sum + fetched, 0);
  return { records, seconds, peakMb, requests, jobBytes: JSON.stringify(job).length };
}

async function untilOver(firm: TestFirm, { jobId }: SyncJobRecord): Promise<SyncJobRecord> {
  for (;;) {
    const job = await firm.job(jobId);
    if (isOver(job)) return job;
    await delay(250);
  }
}

const measured = new Map<string, Measured>();
for (const size of sizes) measured.set(size, await measure(size));
const [first] = measured.values();
console.table(
  Object.fromEntries(
    [...measured].map(([size, { records, seconds, peakMb, jobBytes }]) => [
      size,
      {
        records,
        seconds,
        'records per s': records / seconds,
        'worker peak MB': peakMb,
        'peak, times the first': peakMb / (first?.peakMb ?? peakMb),
        'job item bytes': jobBytes,
      },
    ]),
  ),
);
const largest = [...measured.values()].at(-1);
if (largest) {
  console.log(`requests per million records, from ${largest.records} records`);
  console.table(
    Object.fromEntries(
      Object.entries(largest.requests)
        .sort()
        .map(([action, count]) => [action, { counted: count, 'per million records': (count / largest.records) * 1e6 }]),
    ),
  );
}
process.exit(0);
