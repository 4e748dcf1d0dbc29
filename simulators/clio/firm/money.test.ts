import { describe, expect, test } from '@jest/globals';
import { balanceCents } from './bill-sums.ts';
import type { Firm } from './firm.ts';
import { generateFirm } from './generate-firm.ts';
import { outstandingBalances } from './outstanding-balances.ts';
import { firmProfiles } from './profiles.ts';
import { billableClients, billableMatters } from './unbilled-work.ts';

const worlds = [
  [1, 300, 'clio'],
  [1, 2000, 'other'],
  [1, 20_000, 'clio'],
  // Instalments that begin before money is in trust.
  [1, 30_000, 's3'],
  [3, 3000, 'clio'],
  [4, 1500, 'third'],
  [5, 3000, 'clio'],
] as const;

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

function firm(number: number, size: number, seed: string): Firm {
  const profile = firmProfiles.find((candidate) => candidate.number === number);
  if (!profile) throw new Error(`There is no profile ${number}`);
  return generateFirm(profile, { size, seed, until: '2026-11-23' });
}

describe.each(worlds)('firm %i with %i records of seed %s', (number, size, seed) => {
  const { tables } = firm(number, size, seed);
  const { bills, allocations, credit_memos, bank_accounts, bank_transactions, bank_transfers, matters } = tables;

  test('a bill was paid what its valid payments add up to, and credited what its valid credit memos do', () => {
    const valid = allocations.rows.filter(({ voidedAt }) => voidedAt === null);
    const ofBill = Map.groupBy(valid, ({ bill }) => bill);
    const wrong = bills.rows.filter((bill) => {
      const own = ofBill.get(bill) ?? [];
      const cents = (credit: boolean) =>
        sum(own.filter(({ creditMemo }) => (creditMemo !== null) === credit).map(({ amountCents }) => amountCents));
      return bill.paidCents !== cents(false) || bill.creditCents !== cents(true) || balanceCents(bill) < 0;
    });
    expect(wrong).toEqual([]);
    expect(valid.length).toBeGreaterThan(0);
  });

  test('every allocation has a payment or a credit memo of exactly its amount', () => {
    const ofMemo = Map.groupBy(allocations.rows, ({ creditMemo }) => creditMemo);
    expect(
      credit_memos.rows.filter(
        (memo) => sum((ofMemo.get(memo) ?? []).map((row) => row.amountCents)) !== memo.amountCents,
      ),
    ).toEqual([]);
    const wrong = allocations.rows.filter(
      ({ payment, creditMemo, amountCents }) =>
        (payment === null) === (creditMemo === null) ||
        (payment ?? creditMemo)?.amountCents !== amountCents ||
        amountCents <= 0,
    );
    expect(wrong).toEqual([]);
    const payments = allocations.rows.flatMap(({ payment }) => (payment ? [payment.id] : []));
    expect(new Set(payments).size).toBe(payments.length);
  });

  test('an account has what its transactions add up to, after each of them', () => {
    for (const account of bank_accounts.rows) {
      let balance = 0;
      const own = bank_transactions.rows.filter((row) => row.account === account);
      for (const transaction of own) {
        balance += transaction.amountCents;
        expect(transaction.balanceCents).toBe(balance);
      }
      expect(account.balanceCents).toBe(balance);
    }
  });

  test('what a matter has in trust is what was paid in less what went out, and at no moment less than nothing', () => {
    const inTrust = new Map(matters.rows.map((matter) => [matter, 0]));
    for (const { account, matter, amountCents } of bank_transactions.rows) {
      if (account.type !== 'Trust') continue;
      if (!matter) throw new Error('Trust money without a matter belongs to nobody');
      const after = (inTrust.get(matter) ?? 0) + amountCents;
      expect(after).toBeGreaterThanOrEqual(0);
      inTrust.set(matter, after);
    }
    expect(matters.rows.filter((matter) => matter.trustCents !== inTrust.get(matter))).toEqual([]);
    const trust = bank_accounts.rows.filter(({ type }) => type === 'Trust');
    expect(sum(trust.map(({ balanceCents }) => balanceCents))).toBe(
      sum(matters.rows.map(({ trustCents }) => trustCents)),
    );
  });

  test('every payment from trust went out of the trust account and came into the operating one, as its transfer says', () => {
    const fromTrust = allocations.rows.filter(({ source }) => source?.type === 'Trust');
    const booked = Map.groupBy(bank_transactions.rows, ({ allocation }) => allocation);
    for (const allocation of fromTrust) {
      const amounts = (booked.get(allocation) ?? []).map(({ account, amountCents }) => [account.type, amountCents]);
      expect(amounts.sort()).toEqual([
        ['Operating', allocation.amountCents],
        ['Trust', -allocation.amountCents],
      ]);
    }
    expect(fromTrust.length).toBeGreaterThan(0);
    expect(sum(bank_transfers.rows.map(({ amountCents }) => amountCents))).toBe(
      sum(fromTrust.map(({ amountCents }) => amountCents)),
    );
  });

  test('a movement of trust money is told on one bill of its matter at most, with its amount', () => {
    const told = tables.trust_line_items.rows;
    expect(new Set(told.map(({ transaction }) => transaction)).size).toBe(told.length);
    expect(
      told.filter(
        ({ bill, transaction }) => bill.matter !== transaction.matter || transaction.account.type !== 'Trust',
      ),
    ).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
  });

  test('what was taken back left no trace in a balance', () => {
    const voided = new Set(allocations.rows.filter(({ voidedAt }) => voidedAt !== null));
    expect(bank_transactions.rows.filter(({ allocation }) => allocation && voided.has(allocation))).toEqual([]);
  });
});

test.each(worlds)(
  'in firm %i with %i records of seed %s, what clients owe is what their bills say',
  (number, size, seed) => {
    const subject = firm(number, size, seed);
    const { bills, activities } = subject.tables;
    const owed = outstandingBalances(subject);
    const open = bills.rows.filter(({ state }) => state === 'awaiting_payment');
    expect(sum(owed.map(({ cents }) => cents))).toBe(sum(open.map(balanceCents)));
    expect(
      owed.filter(
        ({ contact, bills: own, cents }) => cents <= 0 || own.some(({ matter }) => matter.client !== contact),
      ),
    ).toEqual([]);
    expect(new Set(owed.map(({ contact }) => contact)).size).toBe(owed.length);

    const unbilled = billableMatters(subject, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    const entries = activities.rows.filter(
      ({ matter, bill, nonBillable, noCharge }) => matter && !bill && !nonBillable && !noCharge,
    );
    expect(sum(unbilled.map(({ unbilledCents }) => unbilledCents))).toBe(
      sum(entries.map(({ amountCents }) => amountCents)),
    );
    expect(
      sum(billableClients(unbilled).flatMap(({ matters }) => matters.map(({ unbilledCents }) => unbilledCents))),
    ).toBe(sum(unbilled.map(({ unbilledCents }) => unbilledCents)));
  },
);
