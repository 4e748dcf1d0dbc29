import { expect, test } from '@jest/globals';
import { differences } from '../sync/test-differences.ts';
import { startLiveFirm } from '../targets/test-live-firm.ts';
import { onePage, runToEnd } from './deliver.ts';
import { report, seeded } from './seeded.ts';

test('while people work and webhooks are late, missing, doubled and out of order, the next comparison makes the copy whole', async () => {
  await using live = await startLiveFirm();
  const { firm } = live;
  const random = seeded('webhooks');
  await firm.run(await firm.startSync());
  await live.keepWebhooks();
  let faults = 0;
  for (const kind of ['late', 'missing', 'duplicated', 'reordered']) {
    const count = random.between(3, 8);
    faults += count;
    await firm.clio.control('webhook-faults', { kind, count, delaySeconds: 600 });
  }
  // A sync runs while people work, and between its pages what webhooks told is fetched.
  let events = 0;
  const incremental = await runToEnd(firm, await firm.startSync('INCREMENTAL'), async (body) => {
    const count = random.between(3, 8);
    events += count;
    await firm.clio.control('life', { count, accountId: firm.account.accountId });
    await live.drain();
    await onePage(firm.parts)(body);
  });
  expect(incremental.status).toBe('COMPLETED');
  // Not all of it was told, and not all was there when its list was read.
  expect(await differences(firm)).not.toEqual([]);
  await firm.clio.control('clock', { advanceSeconds: 700 });
  const deliveries = (await firm.clio.deliveries()).filter(({ event }) => event !== 'handshake');
  expect(deliveries.length).toBeGreaterThan(faults);
  await live.drain();
  const compared = await runToEnd(firm, await firm.startSync('RECONCILING'), onePage(firm.parts));
  expect(compared.status).toBe('COMPLETED');
  expect(await differences(firm)).toEqual([]);
  // What is told after that, long past its time, is known.
  await live.drain();
  expect(await differences(firm)).toEqual([]);
  report('webhook late, missing, doubled or out of order', faults, random);
  report('change in Clio while a sync runs', events, random);
});
