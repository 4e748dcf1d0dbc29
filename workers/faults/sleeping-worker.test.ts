import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startTestFirm } from '../sync/test-firm.ts';
import { onePage, runToEnd } from './deliver.ts';
import { report, seeded } from './seeded.ts';
import { requestsBesidePages, untruths } from './untruths.ts';
import { startWorker } from './worker-process.ts';

test('workers that fall asleep in the middle and wake up after the end, their leases long over, change nothing', async () => {
  await using firm = await startTestFirm();
  const random = seeded('sleeping workers');
  const sleeping: { wake(): Promise<unknown> }[] = [];
  const job = await runToEnd(firm, await firm.startSync(), async (body) => {
    if (sleeping.length === 6) return onePage(firm.parts)(body);
    const { child, begun, ended } = startWorker(body, firm.env);
    // What it held may be taken from it meanwhile, a connection to the database too: then it wakes up to an error.
    const over = ended.catch(() => undefined);
    await begun;
    await delay(random.between(0, 250));
    child.kill('SIGSTOP');
    sleeping.push({
      wake() {
        child.kill('SIGCONT');
        return over;
      },
    });
    throw new Error('the worker sleeps past the visibility timeout, so the queue delivers the message again');
  });
  expect(job.status).toBe('COMPLETED');
  expect(await untruths(firm, job)).toEqual([]);
  for (const { wake } of sleeping) await wake();
  report('worker asleep until after the end', sleeping.length, random);
  expect(await firm.job(job.jobId)).toEqual(job);
  expect(await untruths(firm, job)).toEqual([]);
  expect(await requestsBesidePages(firm, job)).toBeLessThanOrEqual(sleeping.length);
}, 180_000);
