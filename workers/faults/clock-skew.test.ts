import { expect, test } from '@jest/globals';
import { differences } from '../sync/test-differences.ts';
import { startTestFirm } from '../sync/test-firm.ts';
import { report, seeded } from './seeded.ts';
import { untruths } from './untruths.ts';

test.each([-3_600, -240, 240])(
  'a Clio whose clock differs from ours by %i s is synced within its limit, and no change is missed afterwards',
  async (skewSeconds) => {
    await using firm = await startTestFirm({ CLIO_SIM_RATE_LIMIT: '12', CLIO_SIM_RATE_WINDOW_SECONDS: '2' });
    await firm.clio.control('clock', { skewSeconds });
    const job = await firm.runInTime(await firm.startSync());
    expect(job.status).toBe('COMPLETED');
    expect(await untruths(firm, job)).toEqual([]);
    expect((await firm.clio.requests()).filter(({ status }) => status === 429)).toEqual([]);
    const ids = [...(await firm.truth('MATTERS')).keys()].slice(0, 5);
    for (const id of ids) {
      const patch = { description: `changed under a skew of ${skewSeconds} s` };
      await firm.clio.control(`records/${firm.account.accountId}/matters/${id}`, { patch });
    }
    const second = await firm.runInTime(await firm.startSync('INCREMENTAL'));
    expect(second.status).toBe('COMPLETED');
    expect(await differences(firm)).toEqual([]);
    report(`Clio's clock differs by ${skewSeconds} s`, 1, seeded('clock skew'));
  },
);
