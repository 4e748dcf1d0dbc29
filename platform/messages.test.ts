import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { newId } from './ids.ts';
import { DrainTargets, parseMessage, SyncPage, sendMessage } from './messages.ts';
import { startTestAws } from './test-aws.ts';

test('every message carries its firm as the group of a fair queue, and arrives as it was sent', async () => {
  await using aws = await startTestAws();
  const sent: SendMessageCommandInput[] = [];
  // The emulator forgets the group of a message in a standard queue, so what goes to it is looked at.
  aws.sqs.middlewareStack.add(
    (next) => (args) => {
      sent.push(args.input as SendMessageCommandInput);
      return next(args);
    },
    { step: 'initialize' },
  );
  const [firmId, jobId] = [newId('firm'), newId('syncJob')];
  await sendMessage(aws.sqs, aws.queueUrl, SyncPage, { jobId, firmId, entity: 'BILLS' });
  await sendMessage(aws.sqs, aws.queueUrl, DrainTargets, { firmId }, { delaySeconds: 86_400.2 });
  expect(sent).toMatchObject([
    { MessageGroupId: firmId, DelaySeconds: 0 },
    { MessageGroupId: firmId, DelaySeconds: 900 },
  ]);
  const bodies = aws.messages().map(({ body }) => body);
  const page = bodies.find((body) => body.includes('SyncPage')) ?? '';
  expect(parseMessage(SyncPage, page)).toEqual({ jobId, firmId, entity: 'BILLS' });
  expect(() => parseMessage(DrainTargets, page)).toThrow('expected a DrainTargets message, got "SyncPage"');
});
