import { expect, test } from '@jest/globals';
import { syncAfterConnecting } from '@smarterfirms/clio/sync-after-connecting';
import { readCheckpoints } from '@smarterfirms/data/checkpoint';
import { startTestFirm } from '../sync/test-firm.ts';
import { onePage } from './deliver.ts';
import { report, seeded } from './seeded.ts';
import { untruths } from './untruths.ts';

test('access that is revoked again and again in the middle pauses the job, says so, and costs no page that was stored', async () => {
  await using firm = await startTestFirm();
  const random = seeded('access revoked');
  const { jobId } = await firm.startSync();
  const deliver = onePage(firm.parts);
  const rounds = 4;
  for (let round = 1; round <= rounds; round++) {
    const revokedAt = random.between(1, 4);
    let delivered = 0;
    for (let bodies = firm.aws.drain(); bodies.length > 0; bodies = firm.aws.drain()) {
      for (const body of bodies) {
        if (++delivered === revokedAt) await firm.clio.control('revoke', { accountId: firm.account.accountId });
        await deliver(body);
      }
    }
    expect(await firm.job(jobId)).toMatchObject({ status: 'RUNNING', waitsFor: 'CONNECTION' });
    expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ status: 'NEEDS_ATTENTION' });
    await firm.reconnect();
    await syncAfterConnecting(firm.firmId, undefined, firm.parts);
  }
  for (let bodies = firm.aws.drain(); bodies.length > 0; bodies = firm.aws.drain()) {
    for (const body of bodies) await deliver(body);
  }
  const job = await firm.job(jobId);
  expect(job.status).toBe('COMPLETED');
  expect(job).not.toHaveProperty('waitsFor');
  report('access revoked in the middle', rounds, random);
  expect(await untruths(firm, job)).toEqual([]);
  const checkpoints = await readCheckpoints(firm.parts.data, firm.firmId, jobId);
  const answered = (await firm.clio.requests()).filter(
    ({ path, status }) => path.includes('/api/v4/') && status === 200,
  ).length;
  expect(answered).toBe(checkpoints.reduce((sum, { pages }) => sum + pages, 0));
});
