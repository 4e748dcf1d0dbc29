import { allocation, creditMemo } from './allocations.ts';
import { monthStart, nextMonthStart } from './days.ts';
import { type Posting, payerOf, post } from './ledger.ts';
import type {
  AllocationRow,
  BankAccountRow,
  BankTransactionRow,
  BankTransferRow,
  BillRow,
  CreditMemoRow,
  TrustLineItemRow,
} from './money-rows.ts';
import type { Random } from './random.ts';
import { rowAt } from './rows.ts';
import { refund, retainer, type TrustMoney, topUp } from './trust-money.ts';
import type { Work } from './work.ts';
import type { MatterRow } from './work-rows.ts';

export interface Payments {
  accounts: BankAccountRow[];
  allocations: AllocationRow[];
  creditMemos: CreditMemoRow[];
  /** In the order of their booking. */
  transactions: BankTransactionRow[];
  transfers: BankTransferRow[];
  trustLineItems: TrustLineItemRow[];
}

/**
 * How the bills were paid: with money, from trust, by credit, in instalments, and now and then with a payment that was
 * taken back. What a bill says was paid stays as it is but for the part that becomes credit; what a matter has in trust
 * follows from what was booked.
 */
export function generatePayments(
  work: Work,
  bills: readonly BillRow[],
  matters: readonly MatterRow[],
  random: Random,
): Payments {
  const { accounts, operating, trust } = bankAccounts(work);
  const allocations: AllocationRow[] = [];
  const creditMemos: CreditMemoRow[] = [];
  const postings: Posting[] = [];
  const transfers: BankTransferRow[] = [];
  const inTrust = new Map<MatterRow, TrustMoney>();
  for (const matter of matters) {
    if (matter.trustCents > 0) inTrust.set(matter, retainer(work, matter, trust, postings, random));
    matter.trustCents = 0;
  }

  const settled = bills.filter(({ paidCents }) => paidCents > 0);
  for (const bill of settled.sort((left, right) => paidAt(left) - paidAt(right))) {
    const at = paidAt(bill);
    if (random.chance(0.03) && bill.paidCents > 10) {
      const memo = creditMemo(bill, Math.floor((bill.paidCents * random.between(1, 3)) / 10), at, random);
      creditMemos.push(memo);
      allocations.push(allocation(bill, memo.amountCents, at, { creditMemo: memo, description: memo.description }));
    }
    if (random.chance(0.02)) {
      const bounced = allocation(bill, bill.paidCents, random.between(bill.createdAt, at), {
        paymentType: 'Check',
        destination: operating,
        description: 'Returned by the bank',
      });
      allocations.push({ ...bounced, voidedAt: at, updatedAt: at, version: 2 });
    }
    const money = inTrust.get(bill.matter);
    for (const [cents, earliest] of instalments(bill, at, random)) {
      // What is in trust is counted bill by bill, so a payment from it never comes before one that was counted already.
      const fromTrust = money && random.chance(0.6) && money.lastAt <= at;
      const when = fromTrust ? Math.max(earliest, money.lastAt) : earliest;
      if (fromTrust) {
        const paid = allocation(bill, cents, when, { source: trust, destination: operating, paymentType: 'Trust' });
        allocations.push(paid);
        topUp(money, bill, cents, when, random);
        money.cents -= cents;
        money.lastAt = Math.max(money.lastAt, when);
        const rest = { matter: bill.matter, client: bill.matter.client, bill, allocation: paid, confirmation: null };
        const description = `Payment of bill ${bill.number} from trust`;
        postings.push(
          {
            ...rest,
            account: trust,
            amountCents: -cents,
            at: when,
            transactionType: 'Withdrawal',
            description,
            payerPayee: work.firm.account.name,
          },
          {
            ...rest,
            account: operating,
            amountCents: cents,
            at: when,
            transactionType: 'Deposit',
            description,
            payerPayee: payerOf(bill.matter),
          },
        );
        transfers.push({
          ...rowAt(bill, when),
          source: trust,
          destination: operating,
          matter: bill.matter,
          client: bill.matter.client,
          day: paid.day,
          amountCents: cents,
          description,
          authorizer: bill.user,
        });
      } else {
        const paymentType = random.pick(['Check', 'Check', 'Credit card', 'Wire transfer', 'Cash']);
        const paid = allocation(bill, cents, when, { paymentType, destination: operating });
        allocations.push(paid);
        postings.push({
          account: operating,
          amountCents: cents,
          at: when,
          matter: bill.matter,
          client: bill.matter.client,
          bill,
          allocation: paid,
          transactionType: 'Deposit',
          description: `Payment of bill ${bill.number}`,
          payerPayee: payerOf(bill.matter),
          confirmation: paymentType === 'Check' ? `chq ${random.between(1000, 9999)}` : null,
        });
      }
    }
  }
  for (const [matter, money] of inTrust) refund(work, matter, money, trust, postings, random);
  postings.push(...rents(work, operating));

  postings.sort((left, right) => left.at - right.at);
  const transactions = postings.map(post);
  return { accounts, allocations, creditMemos, transactions, transfers, trustLineItems: printed(transactions, bills) };
}

function paidAt(bill: BillRow): number {
  return bill.paidAt ?? bill.updatedAt;
}

function bankAccounts(work: Work) {
  const account = (type: BankAccountRow['type'], name: string, digits: string, closed = false): BankAccountRow => ({
    ...rowAt(work, work.firm.foundedAt),
    type,
    name,
    institution: 'First Harbor Bank',
    accountNumber: `****${digits}`,
    transitNumber: '00152',
    isDefault: type === 'Operating' && !closed,
    closed,
    balanceCents: 0,
  });
  const operating = account('Operating', 'Operating account', '4821');
  const trust = account('Trust', 'Client trust account', '9034');
  return {
    operating,
    trust,
    accounts: [operating, trust, account('Operating', 'Former operating account', '1170', true)],
  };
}

/** One in eight is paid in two parts, the first of them earlier. */
function instalments(bill: BillRow, at: number, random: Random): [cents: number, at: number][] {
  if (bill.paidCents < 2 || !random.chance(0.12)) return [[bill.paidCents, at]];
  const first = Math.floor(bill.paidCents / 2);
  return [
    [first, random.between(bill.createdAt, at)],
    [bill.paidCents - first, at],
  ];
}

function rents(work: Work, account: BankAccountRow): Posting[] {
  const postings: Posting[] = [];
  for (let day = nextMonthStart(work.firstDay); day <= monthStart(work.today); day = nextMonthStart(day)) {
    const at = Math.min(work.firm.zone.epochSeconds(day, 9 * 3600), work.asOf);
    const rest = { matter: null, client: null, bill: null, allocation: null, confirmation: null };
    postings.push({
      ...rest,
      account,
      amountCents: -850_000,
      at,
      transactionType: 'Withdrawal',
      description: 'Office rent',
      payerPayee: 'Harbor Estates',
    });
  }
  return postings;
}

/** Every movement of trust money is told on the first bill of its matter that was issued on its day or later. */
function printed(transactions: readonly BankTransactionRow[], bills: readonly BillRow[]): TrustLineItemRow[] {
  const issued = bills.filter(({ state }) => state === 'awaiting_payment' || state === 'paid');
  const ofMatter = Map.groupBy(issued, ({ matter }) => matter);
  const lines: TrustLineItemRow[] = [];
  for (const transaction of transactions) {
    const { account, matter, day, createdAt } = transaction;
    if (account.type !== 'Trust' || !matter) continue;
    const bill = ofMatter.get(matter)?.find(({ issueDay }) => issueDay !== null && issueDay >= day);
    if (bill) lines.push({ ...rowAt(bill, Math.max(createdAt, bill.createdAt)), bill, transaction });
  }
  return lines;
}
