import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startTestFirm } from '../sync/test-firm.ts';
import { onePage, runToEnd } from './deliver.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { report, seeded } from './seeded.ts';
import { requestsBesidePages, untruths } from './untruths.ts';

test('PostgreSQL crashing under the workers loses nothing that was stored and repeats at most one page each time', async () => {
  await using postgres = await startOwnPostgres();
  process.env['TEST_POSTGRES_ADMIN_URL'] = postgres.adminUrl;
  await using firm = await startTestFirm();
  const random = seeded('PostgreSQL crashes');
  const deliver = onePage(firm.parts);
  let crashes = 0;
  const job = await runToEnd(firm, await firm.startSync(), async (body) => {
    if (crashes === 6 || !random.chance(0.4)) return deliver(body);
    crashes++;
    const momentMs = random.between(0, 60);
    const [worked] = await Promise.allSettled([deliver(body), delay(momentMs).then(() => postgres.crash())]);
    if (worked.status === 'rejected') throw worked.reason;
  });
  expect(job.status).toBe('COMPLETED');
  expect(crashes).toBeGreaterThan(2);
  report('PostgreSQL crashes', crashes, random);
  expect(await untruths(firm, job)).toEqual([]);
  expect(await requestsBesidePages(firm, job)).toBeLessThanOrEqual(crashes);
});
