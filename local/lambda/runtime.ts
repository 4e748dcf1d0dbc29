/**
 * One Lambda execution environment: loads a handler bundle and runs one event at a time for the mapper.
 * Usage: node runtime.js <bundle>, with an IPC channel. Ends when the channel closes, so it never outlives the mapper.
 */
import { pathToFileURL } from 'node:url';
import type { Context, Handler } from 'aws-lambda';
import type { Invocation, Outcome } from './invocation.ts';

const bundle = process.argv[2];
if (!bundle || !process.send) {
  process.stderr.write('usage: node runtime.js <bundle>, as a child process with IPC\n');
  process.exit(2);
}
const reply = (outcome: Outcome) => process.send?.(outcome);

process.on('disconnect', () => process.exit(0));
// The mapper stops its environments itself, after the invocation at hand.
process.on('SIGINT', () => {});

const { handler } = (await import(pathToFileURL(bundle).href)) as { handler?: Handler<unknown, unknown> };
if (typeof handler !== 'function') {
  process.stderr.write(`${bundle} has no export "handler"\n`);
  process.exit(2);
}

process.on('message', async ({ event, requestId, functionName, arn, deadlineMs }: Invocation) => {
  const context: Context = {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: '512',
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: `local/${process.pid}`,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
  try {
    const answer: unknown = await handler(event, context, () => {});
    reply({ requestId, ok: true, answer: answer ?? null });
  } catch (error) {
    reply({ requestId, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
reply({ ready: true });
