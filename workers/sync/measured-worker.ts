/**
 * A worker of the benchmarks: a process that receives, handles and deletes messages as the sync function does with its event
 * source, three at a time, until it is told to stop by SIGTERM. Then it prints the peak of its memory and the requests that it
 * made to each AWS service, counted where they leave, as one line of JSON.
 */
import { Agent, type ClientRequest } from 'node:http';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';

const requests: Record<string, number> = {};
const { addRequest } = Agent.prototype as unknown as { addRequest(request: ClientRequest, ...rest: unknown[]): void };
Object.assign(Agent.prototype, {
  addRequest(this: Agent, request: ClientRequest, ...rest: unknown[]) {
    // DynamoDB and SQS name the action in a header; SNS, the only other service, in the body.
    const action = String(request.getHeader('x-amz-target') ?? 'SNS.Publish').replace('_20120810', '');
    requests[action] = (requests[action] ?? 0) + 1;
    return addRequest.call(this, request, ...rest);
  },
});

const { buildSyncParts } = await import('./build-parts.ts');
const { env } = await import('./env.ts');
const { handleMessage } = await import('./handle-message.ts');

const parts = buildSyncParts(env);
let stopped = false;
process.once('SIGTERM', () => {
  stopped = true;
});
const chain = async () => {
  const queue = { QueueUrl: parts.syncQueueUrl };
  while (!stopped) {
    const received = await parts.sqs.send(
      new ReceiveMessageCommand({ ...queue, MaxNumberOfMessages: 1, WaitTimeSeconds: 1 }),
    );
    for (const { Body = '', ReceiptHandle } of received.Messages ?? []) {
      await handleMessage(Body, new Date(Date.now() + 12_000), parts);
      await parts.sqs.send(new DeleteMessageCommand({ ...queue, ReceiptHandle }));
    }
  }
};
await Promise.all([chain(), chain(), chain()]);
process.stdout.write(`${JSON.stringify({ requests, peakMb: process.resourceUsage().maxRSS / 1024 })}\n`);
process.exit(0);
