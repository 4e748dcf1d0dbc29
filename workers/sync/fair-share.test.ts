import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newSyncJob } from '@smarterfirms/clio/sync-job-record';
import { newId } from '@smarterfirms/platform/ids';
import { SyncPage, sendMessage } from '@smarterfirms/platform/messages';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { fairShare } from './fair-share.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws[Symbol.asyncDispose]());

const job = newSyncJob({ jobId: newId('syncJob'), firmId: newId('firm'), requestedByUserId: undefined });

/** A share whose time is over, or not, by the time it is asked about. */
async function isUsed(shareMs: number, spentMs: number): Promise<boolean> {
  const share = fairShare({ shareMs, sqs: aws.sqs, syncQueueUrl: aws.queueUrl });
  const until = Date.now() + spentMs;
  while (Date.now() < until) await new Promise((resolve) => setTimeout(resolve, until - Date.now()));
  return share(job);
}

test('a message gives way once its share is used and others wait, and only then', async () => {
  expect(await isUsed(1_000, 300)).toBe(false);
  const { jobId, firmId } = job;
  await sendMessage(aws.sqs, aws.queueUrl, SyncPage, { jobId, firmId, entity: 'USERS' });
  expect(await isUsed(1_000, 300)).toBe(true);
  // Its share is not used yet.
  expect(await isUsed(60_000 * job.entities.length, 300)).toBe(false);
  expect(await isUsed(1_000, 0)).toBe(false);
});

test('a delayed message waits for its time and not for workers', async () => {
  aws.drain();
  const { jobId, firmId } = job;
  await sendMessage(aws.sqs, aws.queueUrl, SyncPage, { jobId, firmId, entity: 'USERS' }, { delaySeconds: 60 });
  expect(await isUsed(1_000, 300)).toBe(false);
});
