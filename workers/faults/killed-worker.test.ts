import { expect, test } from '@jest/globals';
import { sweep } from '../schedule/sweep.ts';
import { startTestFirm } from '../sync/test-firm.ts';
import { report } from './seeded.ts';
import { testKilledWorkers } from './test-killed-worker.ts';
import { untruths } from './untruths.ts';

testKilledWorkers({ entities: ['CONTACTS', 'ACTIVITIES'], everyNth: 3, atRandom: 2 });

test('a job whose messages are all lost is resumed by the scheduler, once it was silent for long enough', async () => {
  await using firm = await startTestFirm();
  const job = await firm.startSync('FULL', ['USERS', 'MATTERS']);
  expect(firm.aws.drain()).toHaveLength(2);
  await sweep(new Date(Date.now() + 60_000), firm.parts);
  expect(firm.aws.messages()).toEqual([]);
  await sweep(new Date(Date.now() + 91_000), firm.parts);
  const ended = await firm.run(job);
  expect(ended.status).toBe('COMPLETED');
  expect(await untruths(firm, ended)).toEqual([]);
  report('all messages lost', 1, { seed: 'none' });
});
