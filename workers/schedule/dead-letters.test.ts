import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { redrive } from '@smarterfirms/clio/redrive';
import { newId } from '@smarterfirms/platform/ids';
import { parseMessage, SyncPage } from '@smarterfirms/platform/messages';
import { handleMessage } from '../sync/handle-message.ts';
import { differences } from '../sync/test-differences.ts';
import { startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { raiseDeadLetters } from './raise-dead-letters.ts';
import { sweep } from './sweep.ts';

/** The firm's queue with a dead-letter queue behind it, as in production: five receives, then a message is given up. */
async function withDeadLetters({ aws: { sqs, queueUrl } }: TestFirm): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `dead-${newId('event')}` }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.['QueueArn'], maxReceiveCount: 5 });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { RedrivePolicy } }));
  return QueueUrl;
}

const soon = () => new Date(Date.now() + 5_000);

test('a message that keeps failing is told of once, waits for a redrive, and then its work goes on', async () => {
  await using firm = await startTestFirm();
  const deadLetterQueueUrl = await withDeadLetters(firm);
  const parts = { ...firm.parts, deadLetterQueueUrl };
  const job = await firm.startSync('FULL', ['USERS', 'CONTACTS']);
  let tries = 0;
  await firm.deliverAll(async (body) => {
    if (parseMessage(SyncPage, body).entity === 'CONTACTS') {
      tries++;
      throw new Error('the tables are away');
    }
    await handleMessage(body, soon(), firm.parts);
  });
  expect(tries).toBe(5);

  await raiseDeadLetters(parts);
  await raiseDeadLetters(parts);
  const alarms = firm.aws.events().filter(({ type }) => type === 'sync.dead_lettered');
  expect(alarms).toHaveLength(1);
  expect(alarms[0]?.payload).toMatchObject({
    firmId: firm.firmId,
    jobId: job.jobId,
    entity: 'CONTACTS',
    kind: 'SyncPage',
  });
  expect(await firm.job(job.jobId)).toMatchObject({ status: 'RUNNING', deadLettered: ['CONTACTS'] });
  expect(await firm.parts.errors.ofJob(job.jobId, 10)).toMatchObject([{ entity: 'CONTACTS', code: 'DEAD_LETTERED' }]);

  // The scheduler does not feed the dead-letter queue for ever.
  await sweep(new Date(Date.now() + 120_000), firm.parts);
  expect(firm.aws.messages()).toEqual([]);

  expect(await redrive(newId('firm'), parts)).toBe(0);
  expect(await redrive(firm.firmId, parts)).toBe(1);
  expect(await redrive(firm.firmId, parts)).toBe(0);
  const ended = await firm.run(job);
  expect(ended.status).toBe('COMPLETED');
  expect(ended).not.toHaveProperty('deadLettered');
  expect(await differences(firm, ['USERS', 'CONTACTS'])).toEqual([]);
});

test('a dead letter that cannot be read stays and is told of; one of a job that has ended is dropped', async () => {
  await using firm = await startTestFirm();
  const deadLetterQueueUrl = await withDeadLetters(firm);
  const parts = { ...firm.parts, deadLetterQueueUrl };
  const { jobId, firmId } = await firm.run(await firm.startSync('FULL', ['USERS']));
  const send = (MessageBody: string) =>
    firm.aws.sqs.send(new SendMessageCommand({ QueueUrl: deadLetterQueueUrl, MessageBody }));
  await send('not JSON');
  await send(JSON.stringify({ kind: 'SyncPage', body: { jobId, firmId, entity: 'USERS' } }));
  await raiseDeadLetters(parts);
  await raiseDeadLetters(parts);
  const alarms = firm.aws.events().filter(({ type }) => type === 'sync.dead_lettered');
  expect(new Set(alarms.map(({ id }) => id)).size).toBe(1);
  expect(alarms[0]?.payload).toMatchObject({ kind: 'unreadable' });
  const { Attributes } = await firm.aws.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: deadLetterQueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  expect(Attributes?.['ApproximateNumberOfMessages']).toBe('1');
});
