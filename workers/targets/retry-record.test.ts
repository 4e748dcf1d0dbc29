import { expect, test } from '@jest/globals';
import { RetryRecord, sendMessage } from '@smarterfirms/platform/messages';
import { differences } from '../sync/test-differences.ts';
import { startLiveFirm } from './test-live-firm.ts';

test('a record that could not be read is fetched by itself; its error stays while it cannot be, and goes when it can', async () => {
  await using live = await startLiveFirm();
  const { firm, parts } = live;
  const [id = ''] = await live.some('matters', 1);
  await live.edit('matters', id, { description: 'a text with a \0 in it' });
  const job = await firm.run(await firm.startSync('FULL', ['MATTERS']));
  expect(job).toMatchObject({ status: 'PARTIAL', entities: [{ type: 'MATTERS', rejected: 1 }] });
  const [error] = await parts.errors.ofJob(job.jobId, 10);
  expect(error).toMatchObject({ clioId: id, code: 'RECORD_NOT_READABLE' });
  if (!error) return;
  const { firmId } = firm;
  const { jobId, errorId } = error;
  const retry = async () => {
    await parts.errors.askRetry(error, new Date());
    await sendMessage(parts.sqs, parts.targetsQueueUrl, RetryRecord, { firmId, jobId, errorId });
    await live.drain();
    return parts.errors.find(error);
  };

  expect(await retry()).toEqual(error);
  await live.edit('matters', id, { description: 'a text' });
  expect(await retry()).toBeUndefined();
  expect(await differences(firm, ['MATTERS'])).toEqual([]);
  // The message may come twice.
  expect(await retry()).toBeUndefined();
});

test('a record that Clio does not show any more says so', async () => {
  await using live = await startLiveFirm();
  const { firm, parts } = live;
  const { jobId, firmId } = await firm.run(await firm.startSync('FULL', ['MATTERS']));
  const rejected = { jobId, firmId, entity: 'MATTERS', clioId: '999999999', message: 'status: odd' } as const;
  await parts.errors.putAll([{ ...rejected, code: 'RECORD_NOT_READABLE' }]);
  const [error] = await parts.errors.ofJob(jobId, 10);
  if (!error) throw new Error('the error was not stored');
  await sendMessage(parts.sqs, parts.targetsQueueUrl, RetryRecord, { firmId, jobId, errorId: error.errorId });
  await live.drain();
  expect(await parts.errors.find(error)).toMatchObject({
    code: 'RECORD_NOT_SHOWN',
    message: expect.stringContaining('status: odd'),
  });
});

test('a record that a webhook told of and that cannot be read is an error of that piece of work', async () => {
  await using live = await startLiveFirm();
  const { firm, parts } = live;
  await firm.run(await firm.startSync('FULL', ['MATTERS']));
  const [id = ''] = await live.some('matters', 1);
  await live.keepWebhooks();
  await live.edit('matters', id, { description: 'a text with a \0 in it' });
  await live.untilDelivered(1);
  await live.drain();
  const [drained] = (await parts.jobs.ofFirm(firm.firmId, { limit: 10 })).filter(({ kind }) => kind === 'TARGETED');
  expect(drained).toMatchObject({ status: 'PARTIAL', entities: [{ type: 'MATTERS', rejected: 1 }] });
  if (!drained) return;
  expect(await parts.errors.ofJob(drained.jobId, 10)).toMatchObject([{ clioId: id, code: 'RECORD_NOT_READABLE' }]);
});
