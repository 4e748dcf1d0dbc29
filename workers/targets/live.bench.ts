/**
 * How long after an edit in Clio the copy shows it: by webhook while the firm is quiet, by webhook while a full sync of the
 * same firm uses up Clio's limit, and, as the baseline, by asking for what has changed. Queues, tables, PostgreSQL, the route
 * and Clio are those of the tests; workers are loops that receive, handle and delete, as the event source does.
 *
 * The limit is Clio's 50 requests, in windows of ten seconds instead of sixty: what waits for the end of a window would wait
 * up to six times as long. A poll that begins at the moment of the edit is the best that polling can do; by the plan it
 * begins up to 15 minutes later.
 */
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { isOver } from '@smarterfirms/clio/sync-job-record';
import { inFirm } from '@smarterfirms/platform/postgres';
import { handleMessage as handleSync } from '../sync/handle-message.ts';
import { handleMessage as handleTarget } from './handle-message.ts';
import { type LiveFirm, startLiveFirm } from './test-live-firm.ts';

const edits = 30;
const editsBesideSync = 15;
const polls = 10;

/** Works off a queue until it is told to stop. */
function work(live: LiveFirm, queueUrl: string, handle: (body: string) => Promise<void>): () => Promise<void> {
  const { sqs } = live.firm.aws;
  let stopped = false;
  const loop = (async () => {
    while (!stopped) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 1 }),
      );
      for (const { Body = '', ReceiptHandle } of Messages) {
        await handle(Body);
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
    }
  })();
  return () => {
    stopped = true;
    return loop;
  };
}

const soon = () => new Date(Date.now() + 12_000);

async function untilShown({ firm }: LiveFirm, id: string, text: string): Promise<void> {
  for (;;) {
    const shown = await inFirm(firm.parts.data, firm.firmId, async (connection) => {
      const { rows } = await connection.query<{ description: string }>(
        'select description from matter where firm_id = $1 and clio_id = $2',
        [firm.firmId, id],
      );
      return rows[0]?.description;
    });
    if (shown === text) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function measure(live: LiveFirm, count: number, label: string, after: () => Promise<void>): Promise<number[]> {
  const matters = await live.some('matters', count);
  const times: number[] = [];
  for (const [at, id] of matters.entries()) {
    const text = `${label} ${at}`;
    const since = performance.now();
    await live.edit('matters', id, { description: text });
    await after();
    await untilShown(live, id, text);
    times.push(performance.now() - since);
  }
  return times.sort((a, b) => a - b);
}

function line(label: string, times: readonly number[], baselineMs: number): string {
  const at = (part: number) => times[Math.max(Math.ceil(times.length * part) - 1, 0)] ?? 0;
  const cells = [at(0.5), at(0.95), at(1)].map((ms) => `${Math.round(ms)} ms`.padStart(10));
  return `${label.padEnd(44)}${String(times.length).padStart(6)}${cells.join('')}${(at(0.5) / baselineMs).toFixed(2).padStart(10)}`;
}

// So many records that the full sync needs several windows, which are shorter than Clio's sixty seconds.
await using live = await startLiveFirm({
  CLIO_SIM_SIZE: 'medium',
  CLIO_SIM_RATE_LIMIT: '50',
  CLIO_SIM_RATE_WINDOW_SECONDS: '10',
});
const { firm, parts } = live;
const stops = [
  work(live, firm.aws.queueUrl, (body) => handleSync(body, soon(), firm.parts)),
  work(live, firm.aws.queueUrl, (body) => handleSync(body, soon(), firm.parts)),
  work(live, parts.targetsQueueUrl, (body) => handleTarget(body, soon(), parts)),
];
const untilOver = async (jobId: Parameters<typeof firm.job>[0]) => {
  while (!isOver(await firm.job(jobId))) await new Promise((resolve) => setTimeout(resolve, 10));
};
await untilOver((await firm.startSync('FULL', ['USERS', 'MATTERS'])).jobId);

const polled = await measure(live, polls, 'polled', async () => {
  await untilOver((await firm.startSync('INCREMENTAL', ['MATTERS'])).jobId);
});
await live.keepWebhooks();
const quiet = await measure(live, edits, 'quiet', async () => {});
const full = await firm.startSync('FULL', ['CONTACTS', 'ACTIVITIES', 'LINE_ITEMS']);
const beside = await measure(live, editsBesideSync, 'beside a full sync', async () => {});
const stillRan = !isOver(await firm.job(full.jobId));
await Promise.all(stops.map((stop) => stop()));

const baselineMs = polled[Math.ceil(polled.length / 2) - 1] ?? 0;
process.stdout.write(`edit in Clio until the copy shows it (Clio allows 50 requests per 10 s)
${'way'.padEnd(44)}${'edits'.padStart(6)}${'median'.padStart(10)}${'p95'.padStart(10)}${'max'.padStart(10)}${'ratio'.padStart(10)}
${line('asked for at the moment of the edit (baseline)', polled, baselineMs)}
${line('webhook, quiet firm', quiet, baselineMs)}
${line(`webhook, beside a full sync (${stillRan ? 'still running at the end' : 'over before the end'})`, beside, baselineMs)}
`);
process.exit(0);
