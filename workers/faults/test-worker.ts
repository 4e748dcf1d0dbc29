/**
 * A worker in a process of its own that kills itself with SIGKILL right before its n-th step. Steps are everything that
 * leaves the process: a statement to PostgreSQL, a request to DynamoDB, SQS or SNS, a request to Clio. So each n is one
 * boundary between two steps.
 *
 * Runs one message: `node test-worker.ts <n> <sync or targets>` with the message in MESSAGE and the environment of its
 * function; in place of n it takes the names of steps, as `/oauth/token,UpdateItem`: it dies before the first step of the last
 * name that comes after one of each name before it. An empty name is any step. A message that fetches a document's
 * content is the documents function's. Exits with 0 when the message was handled before step n came. Prints a line right before it begins, for
 * whoever kills or stops it at a moment of their own.
 */
import { subscribe } from 'node:diagnostics_channel';
import { Agent, ClientRequest } from 'node:http';
import { FetchDocumentContent, parseMessage } from '@smarterfirms/platform/messages';
import pg from 'pg';

const moment = process.argv[2] ?? '';
const dieAt = Number(moment);
const names = Number.isNaN(dieAt) ? moment.split(',') : [];
let steps = 0;

/** @param name of the request, for one to DynamoDB or to Clio. */
function step(name = ''): void {
  steps++;
  const isNamed = names[0] !== undefined && name.endsWith(names[0]);
  if (isNamed) names.shift();
  if (steps === dieAt || (isNamed && names.length === 0)) {
    process.kill(process.pid, 'SIGKILL');
    // The signal has no handler that could return; this keeps the step from happening even if it came late.
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}

type Callable = (...parameters: unknown[]) => unknown;
function beforeEach(holder: object, method: string, nameOf?: (parameter: unknown) => string | undefined): void {
  const methods = holder as Record<string, Callable>;
  const original = methods[method];
  if (!original) throw new Error(`there is no ${method} to watch`);
  methods[method] = function (this: unknown, ...parameters: unknown[]) {
    step(nameOf?.(parameters[0]));
    return original.apply(this, parameters);
  };
}

// Every request of the AWS SDK goes through an agent of node:http.
beforeEach(Agent.prototype, 'addRequest', (request) =>
  request instanceof ClientRequest ? String(request.getHeader('x-amz-target') ?? '') : undefined,
);
beforeEach(pg.Client.prototype, 'query');
subscribe('undici:request:create', (message) => step((message as { request: { path: string } }).request.path));

const body = process.env['MESSAGE'] ?? '';
const deadline = new Date(Date.now() + 5_000);
const handle = await handlerOf();
process.stdout.write('begins\n');
await handle();
process.exit(0);

/** Builds the parts of the message's function. @returns what handles the message. */
async function handlerOf(): Promise<() => Promise<void>> {
  if (JSON.parse(body).kind === FetchDocumentContent.name) {
    const { buildDocumentParts } = await import('../documents/build-parts.ts');
    const { env } = await import('../documents/env.ts');
    const { fetchContent } = await import('../documents/fetch-content.ts');
    const parts = buildDocumentParts(env);
    return () => fetchContent(parseMessage(FetchDocumentContent, body), deadline, parts);
  }
  if (process.argv[3] === 'targets') {
    const { buildTargetParts } = await import('../targets/build-parts.ts');
    const { env } = await import('../targets/env.ts');
    const { handleMessage } = await import('../targets/handle-message.ts');
    const parts = buildTargetParts(env);
    return () => handleMessage(body, deadline, parts);
  }
  const { buildSyncParts } = await import('../sync/build-parts.ts');
  const { env } = await import('../sync/env.ts');
  const { handleMessage } = await import('../sync/handle-message.ts');
  const parts = buildSyncParts(env);
  return () => handleMessage(body, deadline, parts);
}
