import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { beginSync } from '@smarterfirms/clio/begin-sync';
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

  await raiseDeadLetters(new Date(), parts);
  await raiseDeadLetters(new Date(), parts);
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

const inTime = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const lettersIn = async ({ aws: { sqs } }: TestFirm, QueueUrl: string) => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.['ApproximateNumberOfMessages']);
};

test('put-aside work that nobody resumes fails once nothing else goes on; the firm is free, and trying again goes on from there', async () => {
  await using firm = await startTestFirm();
  const deadLetterQueueUrl = await withDeadLetters(firm);
  const parts = { ...firm.parts, deadLetterQueueUrl };
  const job = await firm.startSync('FULL', ['USERS', 'ACTIVITIES']);
  const isOfUsers = (body: string) => parseMessage(SyncPage, body).entity === 'USERS';
  const users: string[] = [];
  await firm.deliverAll(async (body) => {
    if (isOfUsers(body)) users.push(body);
    // Two pages come before it begins to fail.
    else if ((await firm.job(job.jobId)).requestsUsed < 2) await handleMessage(body, new Date(0), firm.parts);
    else throw new Error('the tables are away');
  });
  await raiseDeadLetters(inTime(0), parts);
  // While the other type still has something to do nothing is given up, however long it takes.
  await raiseDeadLetters(inTime(60), parts);
  expect(await firm.job(job.jobId)).toMatchObject({ status: 'RUNNING', deadLettered: ['ACTIVITIES'] });
  for (const body of users) await handleMessage(body, soon(), firm.parts);
  await raiseDeadLetters(inTime(5), parts);
  expect(await firm.job(job.jobId)).toMatchObject({ status: 'RUNNING' });

  await raiseDeadLetters(inTime(11), parts);
  const ended = await firm.job(job.jobId);
  expect(ended).toMatchObject({
    status: 'PARTIAL',
    failure: { code: 'PARTLY_SYNCED', message: expect.stringContaining('activities') },
    entities: [{ status: 'COMPLETED' }, { type: 'ACTIVITIES', status: 'FAILED' }],
  });
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('activeJobId');
  expect(firm.aws.events().map(({ type }) => type)).toContain('sync.failed');
  expect(await lettersIn(firm, deadLetterQueueUrl)).toBe(0);

  const order = { firmId: firm.firmId, jobId: newId('syncJob'), requestedByUserId: undefined, kind: 'FULL' } as const;
  const retry = await beginSync({ ...order, entities: ['ACTIVITIES'], continuesJobId: job.jobId }, firm.parts);
  if (!retry) throw new Error('the retry did not begin');
  expect(await firm.run(retry)).toMatchObject({ status: 'COMPLETED' });
  expect(await differences(firm, ['ACTIVITIES'])).toEqual([]);
  const asked = (await firm.clio.requests())
    .filter(({ path }) => path.includes('activities'))
    .map(({ path, query }) => path + query);
  expect(asked.length).toBeGreaterThan(2);
  expect(new Set(asked).size).toBe(asked.length);
});

test('a job whose every message was given up before anything was done fails too, and says why', async () => {
  await using firm = await startTestFirm();
  const deadLetterQueueUrl = await withDeadLetters(firm);
  const parts = { ...firm.parts, deadLetterQueueUrl };
  const job = await firm.startSync('FULL', ['USERS']);
  await firm.deliverAll(() => Promise.reject(new Error('the tables are away')));
  await raiseDeadLetters(inTime(0), parts);
  await raiseDeadLetters(inTime(11), parts);
  expect(await firm.job(job.jobId)).toMatchObject({
    status: 'FAILED',
    failure: { message: expect.stringContaining('put aside') },
  });
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('activeJobId');
});

test('a letter that is none of a sync is told of once: what is sent anew goes, what cannot be read stays', async () => {
  await using firm = await startTestFirm();
  const deadLetterQueueUrl = await withDeadLetters(firm);
  const parts = { ...firm.parts, deadLetterQueueUrl };
  const { jobId, firmId } = await firm.run(await firm.startSync('FULL', ['USERS']));
  const send = (MessageBody: string) =>
    firm.aws.sqs.send(new SendMessageCommand({ QueueUrl: deadLetterQueueUrl, MessageBody }));
  const drain = JSON.stringify({ kind: 'DrainTargets', body: { firmId } });
  await send('not JSON');
  await send(drain);
  await send(JSON.stringify({ kind: 'SyncPage', body: { jobId, firmId, entity: 'USERS' } }));
  for (const minute of [0, 1, 2]) await raiseDeadLetters(inTime(minute), parts);
  const alarms = () => firm.aws.events().filter(({ type }) => type === 'sync.dead_lettered');
  expect(
    alarms()
      .map(({ payload }) => (payload as { kind: string }).kind)
      .sort(),
  ).toEqual(['DrainTargets', 'unreadable']);
  expect(await lettersIn(firm, deadLetterQueueUrl)).toBe(1);
  // Given up once more on the same day it is the same alarm.
  await send(drain);
  await raiseDeadLetters(inTime(3), parts);
  const [first, again] = alarms().filter(({ payload }) => (payload as { kind: string }).kind === 'DrainTargets');
  expect(again?.id).toBe(first?.id);
});
