/**
 * A handler for the mapper's tests. It appends what it gets to the file RECORD_FILE and does what the message's body says:
 * `succeed`, `throw`, `fail` (this record only), `hang` (the first time it is received), `die` (the first time).
 */
import { appendFileSync } from 'node:fs';

export async function handler(event, context) {
  appendFileSync(
    process.env['RECORD_FILE'],
    `${JSON.stringify({ pid: process.pid, event, requestId: context.awsRequestId })}\n`,
  );
  const batchItemFailures = [];
  for (const { body, messageId, attributes } of event.Records ?? []) {
    const first = attributes.ApproximateReceiveCount === '1';
    if (body === 'throw') throw new Error('as the message asked');
    if (body === 'fail') batchItemFailures.push({ itemIdentifier: messageId });
    if (body === 'die' && first) process.exit(9);
    if (body === 'hang' && first) await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  }
  return { batchItemFailures };
}
