import { expect, test } from '@jest/globals';
import { handleMessage } from '../sync/handle-message.ts';
import { startTestFirm } from '../sync/test-firm.ts';
import { report, seeded } from './seeded.ts';
import { untruths } from './untruths.ts';

test("a clock of Clio's that jumps forward and back in the middle of a sync costs neither rows nor an hour", async () => {
  await using firm = await startTestFirm({ CLIO_SIM_RATE_LIMIT: '8', CLIO_SIM_RATE_WINDOW_SECONDS: '2' });
  const random = seeded('clock jumps');
  let delivered = 0;
  let jumps = 0;
  const job = await firm.runInTime(await firm.startSync(), async (body) => {
    // Not by lot: how many messages there are depends on how often Clio's limit is met.
    if (++delivered > 2 && jumps < 8) {
      jumps++;
      await firm.clio.control('clock', { skewSeconds: random.between(-3_600, 3_600) });
    }
    await handleMessage(body, new Date(Date.now() - 1), firm.parts);
  });
  expect(jumps).toBe(8);
  report("Clio's clock jumps in the middle", jumps, random);
  expect(job.status).toBe('COMPLETED');
  expect(await untruths(firm, job)).toEqual([]);
}, 240_000);
