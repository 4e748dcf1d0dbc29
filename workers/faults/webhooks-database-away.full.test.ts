import { expect, test } from '@jest/globals';
import { sweepTargets } from '../schedule/sweep-targets.ts';
import { differences } from '../sync/test-differences.ts';
import { startLiveFirm } from '../targets/test-live-firm.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { report, seeded } from './seeded.ts';

test('webhooks that come while PostgreSQL is away are answered with 503, come again, and none of them is lost', async () => {
  await using postgres = await startOwnPostgres();
  process.env['TEST_POSTGRES_ADMIN_URL'] = postgres.adminUrl;
  await using live = await startLiveFirm();
  const { firm } = live;
  const random = seeded('webhooks without a database');
  await firm.run(await firm.startSync('FULL', ['MATTERS']));
  await live.keepWebhooks();
  let refused = 0;
  for (let round = 1; round <= 3; round++) {
    const before = (await firm.clio.deliveries()).length;
    await postgres.stop();
    const count = random.between(2, 5);
    const ids = await live.some('matters', count);
    for (const id of ids) await live.edit('matters', id, { description: `While nobody was there: ${round}` });
    await live.untilDelivered(before + count - handshakesIn(await firm.clio.deliveries()));
    const answers = (await firm.clio.deliveries()).slice(before).map(({ status }) => status);
    expect(answers).toEqual(Array.from({ length: count }, () => 503));
    refused += count;
    expect(firm.aws.messages('targets')).toEqual([]);
    await postgres.start();
    // Clio tries again after two minutes.
    await firm.clio.control('clock', { advanceSeconds: 150 });
    await live.untilDelivered(before + 2 * count - handshakesIn(await firm.clio.deliveries()));
    const again = (await firm.clio.deliveries()).slice(before + count).map(({ status }) => status);
    expect(again).toEqual(Array.from({ length: count }, () => 200));
    await sweepTargets(new Date(Date.now() + 60_000), live.parts);
    await live.drain();
    expect(await differences(firm, ['MATTERS'])).toEqual([]);
  }
  report('webhook while PostgreSQL is away', refused, random);
}, 200_000);

const handshakesIn = (deliveries: readonly { event: string }[]) =>
  deliveries.filter(({ event }) => event === 'handshake').length;
