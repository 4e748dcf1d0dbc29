/**
 * How much of Clio's request budget a full sync uses for pages that were needed, with 1 worker and with 20, while a person
 * asks something every few seconds. Workers are loops in one process, each with views and tokens of its own; what they share
 * are the tables and the queue. Clio is the simulator, with its real limit of 50 requests and a window of
 * BENCH_WINDOW_SECONDS (60, Clio's own, unless told otherwise), over BENCH_WINDOWS windows (3).
 *
 * "Used" is of what Clio would have allowed without a pause from the start of the first window to the start of the last one:
 * what a window lost at its edges counts against it. The baseline is a client that asks until it is
 * refused and then waits as `Retry-After` says, alone, in a process of its own budget-less loop.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { ClioRateLimited } from '@smarterfirms/clio/clio-error';
import { fetchClioPage } from '@smarterfirms/clio/clio-page';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createRequestBudgets } from '@smarterfirms/clio/request-budget';
import { createRequestBudgetRecords } from '@smarterfirms/clio/request-budget-records';
import { readCheckpoints } from '@smarterfirms/data/checkpoint';
import { handleMessage } from './handle-message.ts';
import { pageAddress } from './page-address.ts';
import { startTestFirm, type TestFirm } from './test-firm.ts';

const windowSeconds = Number(process.env['BENCH_WINDOW_SECONDS'] ?? 60);
const windows = Number(process.env['BENCH_WINDOWS'] ?? 3);
const limit = 50;
/** A second more, so that the window after the last one has begun. */
const lastsMs = (windows * windowSeconds + windows + 2) * 1_000;
const settings = {
  CLIO_SIM_SIZE: 'medium',
  CLIO_SIM_RATE_LIMIT: String(limit),
  CLIO_SIM_RATE_WINDOW_SECONDS: String(windowSeconds),
};

interface Measured {
  /** Pages that were stored. */
  needed: number;
  /** Pages that came more than once, or were thrown away. */
  refetched: number;
  interactive: number;
  refused: number;
  asked: number;
  waitsMs: number[];
  writes: number;
  /** Share of the allowed requests that were good for something. */
  used: number;
}

interface Logged {
  at: string;
  status: number;
  query: string;
}

/**
 * Answered requests from the start of the first window to the start of the last, by what Clio allows in that time. Clio's
 * windows begin with a request.
 */
function usedShare(log: readonly Logged[]): number {
  const times = log
    .filter(({ status }) => status === 200)
    .map(({ at }) => Date.parse(at))
    .sort((a, b) => a - b);
  const starts: number[] = [];
  for (const time of times) {
    const last = starts.at(-1);
    if (last === undefined || time >= last + windowSeconds * 1_000) starts.push(time);
  }
  const [first = 0] = starts;
  const last = starts.at(-1) ?? first;
  const allowed = (limit * (last - first)) / (windowSeconds * 1_000);
  return times.filter((time) => time < last).length / allowed;
}

/** Calls that people wait for are told apart in Clio's log by their limit of one record. */
const isInteractive = (query: string) => /(^|[?&])limit=1(&|$)/.test(query);

async function measureEngine(workers: number): Promise<Measured> {
  await using firm = await startTestFirm(settings);
  const job = await firm.startSync();
  const until = Date.now() + lastsMs;
  const counter = countWrites(firm);
  const waitsMs: number[] = [];
  await Promise.all([...Array.from({ length: workers }, () => work(firm, until)), askAsPerson(firm, until, waitsMs)]);
  const checkpoints = await readCheckpoints(firm.parts.data, firm.firmId, job.jobId);
  const log = (await firm.clio.requests()).filter(({ path }) => path.includes('/api/v4/'));
  const good = log.filter(({ status }) => status === 200);
  const interactive = good.filter(({ query }) => isInteractive(query)).length;
  const needed = checkpoints.reduce((sum, { pages }) => sum + pages, 0);
  return {
    needed,
    refetched: good.length - interactive - needed,
    interactive,
    refused: log.filter(({ status }) => status === 429).length,
    asked: log.length,
    waitsMs,
    writes: counter(),
    used: usedShare(log),
  };
}

/** One worker: receives, handles and deletes, as the event source does. */
async function work(firm: TestFirm, until: number): Promise<void> {
  const { sqs, queueUrl } = firm.aws;
  const budgets = createRequestBudgets(createRequestBudgetRecords(documentClient(firm.aws.dynamo), 'ClioConnection'));
  while (Date.now() < until) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 1 }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      const deadline = new Date(Math.min(Date.now() + 12_000, until));
      await handleMessage(Body, deadline, { ...firm.parts, budgets });
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }
}

/** A person whose click needs one request, at moments spread over the windows, four times in each. */
async function askAsPerson({ parts, firmId, aws }: TestFirm, until: number, waitsMs: number[]): Promise<void> {
  const budgets = createRequestBudgets(createRequestBudgetRecords(documentClient(aws.dynamo), 'ClioConnection'));
  const { base, accessToken } = await parts.tokens.accessToken(firmId);
  const pauseMs = (windowSeconds * 1_000) / 4;
  for (await delay(pauseMs / 2); Date.now() < until - pauseMs; await delay(pauseMs * (0.75 + Math.random() / 2))) {
    const from = Date.now();
    for (let waitMs = await budgets.take(firmId, 'interactive'); waitMs > 0; ) {
      await delay(waitMs);
      waitMs = await budgets.take(firmId, 'interactive');
    }
    waitsMs.push(Date.now() - from);
    const page = await fetchClioPage({ base, accessToken, url: `${base}/api/v4/users.json?limit=1&fields=id` });
    await budgets.learn(firmId, page.rate);
  }
}

/** Asks until refused, then waits as it is told. */
async function measureBaseline(): Promise<Measured> {
  await using firm = await startTestFirm(settings);
  const { base, accessToken } = await firm.parts.tokens.accessToken(firm.firmId);
  const until = Date.now() + lastsMs;
  const measured = { needed: 0, refetched: 0, interactive: 0, refused: 0, asked: 0, waitsMs: [], writes: 0 };
  const first = { entity: 'ACTIVITIES', pass: 'WALK', cursor: null, since: null } as const;
  for (let url = pageAddress(base, first); Date.now() < until; measured.asked++) {
    try {
      const page = await fetchClioPage({ base, accessToken, url });
      measured.needed++;
      url = page.next ?? pageAddress(base, first);
    } catch (error) {
      if (!(error instanceof ClioRateLimited)) throw error;
      measured.refused++;
      await delay(Math.min(error.waitMs, Math.max(until - Date.now(), 0)));
    }
  }
  return { ...measured, used: usedShare(await firm.clio.requests()) };
}

/** Conditional writes of the budget, counted where they leave. */
function countWrites({ aws }: TestFirm): () => number {
  let writes = 0;
  aws.dynamo.middlewareStack.add(
    (next, context) => (input) => {
      const { UpdateExpression = '' } = input.input as { UpdateExpression?: string };
      if (context.commandName === 'UpdateItemCommand' && /budget/.test(UpdateExpression)) writes++;
      return next(input);
    },
    { step: 'initialize', name: 'countBudgetWrites' },
  );
  return () => writes;
}

const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const rows: [string, Measured][] = [
  ['baseline: ask until refused', await measureBaseline()],
  ['engine, 1 worker', await measureEngine(1)],
  ['engine, 20 workers', await measureEngine(20)],
];
const [, baseline] = rows[0] ?? [];
console.log(
  `limit ${limit}, window ${windowSeconds} s${windowSeconds === 60 ? '' : ` (scaled: Clio's is 60 s)`}, ${windows} windows`,
);
console.table(
  Object.fromEntries(
    rows.map(([name, measured]) => [
      name,
      {
        'needed pages': measured.needed,
        interactive: measured.interactive,
        refetched: measured.refetched,
        'used %': measured.used * 100,
        'of baseline': baseline ? measured.used / baseline.used : 1,
        '429 per 1,000': (measured.refused / measured.asked) * 1_000,
        'person waits p95 ms': percentile(measured.waitsMs, 0.95),
        'writes per request': measured.writes / measured.asked,
      },
    ]),
  ),
);
process.exit(0);
