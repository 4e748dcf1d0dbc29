import { expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { balanceCents } from '../firm/bill-sums.ts';
import { outstandingBalances } from '../firm/outstanding-balances.ts';
import { Random } from '../firm/random.ts';
import { createClioSimulator } from '../simulator.ts';
import { ledgerFaults } from '../writes/ledger-faults.ts';

const steps = 1_500;
const seeds = Array.from({ length: 12 }, (_, index) => `money ${index}`);

/** What moves money, by name, because some of it never happens by itself. */
const ofMoney = [
  'bill_drafted',
  'bill_issued',
  'bill_paid',
  'bill_voided',
  'bill_deleted',
  'bill_discounted',
  'interest_charged',
  'line_reworked',
  'payment_returned',
  'retainer_received',
];

test.each(seeds)(
  'in firms of seed "%s" all money adds up after every fifty of many things that happen',
  async (seed) => {
    const random = new Random(seed);
    const start = Date.UTC(2026, random.between(0, 11), random.between(1, 28), random.between(0, 23));
    const size = random.pick([300, 600, 1500, 4000]);
    await using simulator = await createClioSimulator({
      seed,
      size,
      rateLimit: 0,
      clock: new SteppedClock(() => start),
    });
    const { world, clock } = simulator;
    const firms = world.firms.slice(0, 5);
    const happened = new Set<string>();
    for (let step = 0; step < steps; step++) {
      const firm = firms[step % firms.length];
      if (!firm) throw new Error('Expected five firms');
      if (step % 97 === 0) clock.advance(7 * 3600);
      const event = random.chance(0.4)
        ? world.life.happenNamed(world, firm, random.pick(ofMoney))
        : world.life.happen(world, firm);
      if (event) happened.add(event.name);
      if (step % 50 !== 0 && step < steps - firms.length) continue;
      expect([step, ledgerFaults(firm)]).toEqual([step, []]);
      const owed = firm.tables.bills.rows.filter(({ state }) => state === 'awaiting_payment').map(balanceCents);
      const shown = outstandingBalances(firm).map(({ cents }) => cents);
      const sum = (cents: readonly number[]) => cents.reduce((total, one) => total + one, 0);
      expect([step, sum(shown)]).toEqual([step, sum(owed)]);
    }
    expect(ofMoney.filter((name) => !happened.has(name))).toEqual([]);
  },
);
