import { expect, test } from '@jest/globals';
import { startTestFirm } from '../sync/test-firm.ts';
import { onePage, runToEnd } from './deliver.ts';
import { report, seeded } from './seeded.ts';
import { requestsBesidePages, untruths } from './untruths.ts';

test('messages that come twice, at once or much later, late and in any order change nothing but the requests of the copies', async () => {
  await using firm = await startTestFirm();
  const random = seeded('messages');
  const deliver = onePage(firm.parts);
  const kept: string[] = [];
  let copies = 0;
  let reordered = 0;
  const job = await runToEnd(
    firm,
    await firm.startSync(),
    async (body) => {
      const twice = random.chance(0.35);
      const stale = random.chance(0.35) ? kept[random.between(0, kept.length - 1)] : undefined;
      kept.push(body);
      const bodies = [body, ...(twice ? [body] : []), ...(stale === undefined ? [] : [stale])];
      copies += bodies.length - 1;
      const results = await Promise.allSettled(bodies.map(deliver));
      const [failed] = results.filter((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    },
    (waiting) => {
      const place = random.between(0, waiting - 1);
      if (place > 0) reordered++;
      return place;
    },
  );
  expect(job.status).toBe('COMPLETED');
  expect(copies).toBeGreaterThan(5);
  expect(reordered).toBeGreaterThan(5);
  report('message delivered twice or long after its time', copies, random);
  report('message delivered before an older one', reordered, random);
  expect(await untruths(firm, job)).toEqual([]);
  // A copy takes over the entity as a second worker would: what the first one is fetching is fetched again.
  expect(await requestsBesidePages(firm, job)).toBeLessThanOrEqual(copies);

  // Long after the end, everything again: Clio is not even asked.
  const before = await requestsBesidePages(firm, job);
  for (const body of kept.slice(0, 40)) await deliver(body);
  report('message delivered after the end of its job', Math.min(kept.length, 40), random);
  expect(await requestsBesidePages(firm, job)).toBe(before);
  expect(await firm.job(job.jobId)).toEqual(job);
});
