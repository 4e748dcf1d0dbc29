import { type Posting, payerOf } from './ledger.ts';
import type { BankAccountRow, BillRow } from './money-rows.ts';
import type { Random } from './random.ts';
import type { Work } from './work.ts';
import type { MatterRow } from './work-rows.ts';

/** What a client has paid ahead for a matter, and when it last moved. */
export interface TrustMoney {
  cents: number;
  lastAt: number;
  deposit: (cents: number, at: number) => void;
}

/** The first money a client pays ahead, where the generated matter says that there was some. */
export function retainer(
  work: Work,
  matter: MatterRow,
  trust: BankAccountRow,
  postings: Posting[],
  random: Random,
): TrustMoney {
  const money: TrustMoney = {
    cents: 0,
    lastAt: matter.createdAt,
    deposit(cents, at) {
      this.cents += cents;
      this.lastAt = Math.max(this.lastAt, at);
      postings.push({
        account: trust,
        amountCents: cents,
        at,
        matter,
        client: matter.client,
        bill: null,
        allocation: null,
        transactionType: 'Deposit',
        description: 'Retainer',
        payerPayee: payerOf(matter),
        confirmation: `chq ${random.between(1000, 9999)}`,
      });
    },
  };
  money.deposit(matter.trustCents, Math.max(matter.createdAt, work.instant(matter.openDay, random)));
  return money;
}

/** The client brings what is missing, in steps of 250, before the bill is paid. */
export function topUp(money: TrustMoney, bill: BillRow, cents: number, at: number, random: Random): void {
  if (money.cents >= cents) return;
  const missing = Math.ceil((cents - money.cents) / 25_000) * 25_000;
  money.deposit(missing, Math.min(at, Math.max(money.lastAt, bill.createdAt, at - random.between(1, 4) * 86_400)));
}

/** Most of what is left when a matter closes goes back to the client. */
export function refund(
  work: Work,
  matter: MatterRow,
  money: TrustMoney,
  trust: BankAccountRow,
  postings: Posting[],
  random: Random,
): void {
  if (matter.closeDay === null || money.cents === 0 || !random.chance(0.7)) return;
  const at = Math.max(
    money.lastAt,
    work.instant(Math.min(matter.closeDay + random.between(0, 20), work.today), random),
  );
  postings.push({
    account: trust,
    amountCents: -money.cents,
    at,
    matter,
    client: matter.client,
    bill: null,
    allocation: null,
    transactionType: 'Withdrawal',
    description: 'Refund to client',
    payerPayee: payerOf(matter),
    confirmation: null,
  });
}
