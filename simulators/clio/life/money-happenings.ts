import { balanceCents } from '../firm/bill-sums.ts';
import { dayText } from '../firm/days.ts';
import type { BillRow, BillState } from '../firm/money-rows.ts';
import type { Random } from '../firm/random.ts';
import { chargeInterest } from '../writes/bill-terms.ts';
import { draftBill } from '../writes/draft-bill.ts';
import type { Edit } from '../writes/edit.ts';
import { pay } from '../writes/pay.ts';
import { returnPayment } from '../writes/return-payment.ts';
import { change, create, type Happened, type Happening, remove, someRow } from './happening.ts';

const linesMax = 12;
const recentPayments = 200;

const billIn = ({ firm }: Edit, random: Random, state: BillState, fits: (bill: BillRow) => boolean = () => true) =>
  someRow(firm.tables.bills.rows, random, (bill) => bill.state === state && fits(bill));
const unpaid = ({ paidCents, creditCents }: BillRow) => paidCents + creditCents === 0;
const told = (bill: BillRow): Happened => ({ resource: 'bills', id: bill.id });

/** How bills come into being and what becomes of them, and money that is held for clients. */
export const moneyHappenings = {
  bill_drafted: {
    weight: 4,
    happen(edit, random) {
      const { rows } = edit.firm.tables.activities;
      const first = someRow(rows, random, (row) => row.matter !== null && row.bill === null && !row.nonBillable);
      const { matter } = first ?? {};
      if (!matter) return undefined;
      const work = rows.filter((row) => row.matter === matter && row.bill === null && !row.nonBillable);
      return told(draftBill(matter, work.slice(0, linesMax), edit));
    },
  },
  bill_sent_for_approval: {
    weight: 1,
    happen: (edit, random) => change('bills', billIn(edit, random, 'draft'), { state: 'awaiting_approval' }, edit),
  },
  bill_issued: {
    weight: 4,
    happen(edit, random) {
      const bill = billIn(edit, random, 'awaiting_approval') ?? billIn(edit, random, 'draft');
      return change('bills', bill, { state: 'awaiting_payment' }, edit);
    },
  },
  bill_paid: {
    weight: 5,
    happen(edit, random) {
      const bill = billIn(edit, random, 'awaiting_payment', (row) => balanceCents(row) > 0);
      if (!bill) return undefined;
      edit.touch('bills', bill);
      const cents = balanceCents(bill);
      const part = cents > 1 && random.chance(0.2) ? Math.floor(cents / 2) : cents;
      pay(bill, part, edit, random.chance(0.4));
      return told(bill);
    },
  },
  /** By name only: what clients are used to is that a bill comes to its lines. */
  bill_discounted: {
    weight: 0,
    happen(edit, random) {
      const bill = billIn(edit, random, 'awaiting_payment', (row) => unpaid(row) && balanceCents(row) > 400);
      const discount = random.chance(0.5)
        ? { type: 'percentage', rate: random.between(1, 25), note: 'Courtesy' }
        : { type: 'money', rate: bill ? Math.floor(balanceCents(bill) / 400) : 0, note: null };
      return change('bills', bill, { discount }, edit);
    },
  },
  interest_charged: {
    weight: 0,
    happen(edit, random) {
      const owes = (row: BillRow) => balanceCents(row) > 100;
      const isOverdue = (row: BillRow) => owes(row) && row.dueDay !== null && row.dueDay < edit.today;
      const found =
        billIn(edit, random, 'awaiting_payment', isOverdue) ?? billIn(edit, random, 'awaiting_payment', owes);
      const bill = found && edit.touch('bills', found);
      if (!bill) return undefined;
      bill.interest ??= { type: random.pick(['simple', 'compound'] as const), rate: 12, period: 30, cents: 0 };
      chargeInterest(bill);
      return told(bill);
    },
  },
  bill_voided: {
    weight: 1,
    happen: (edit, random) => remove('bills', billIn(edit, random, 'awaiting_payment', unpaid), edit),
  },
  bill_deleted: {
    weight: 1,
    happen: (edit, random) => remove('bills', billIn(edit, random, 'draft'), edit),
  },
  line_reworked: {
    weight: 2,
    happen(edit, random) {
      const line = someRow(edit.firm.tables.line_items.rows, random, ({ bill }) => bill.state === 'draft');
      return change('line_items', line, { price: random.between(150, 600) }, edit);
    },
  },
  payment_returned: {
    weight: 0.5,
    happen(edit, random) {
      const allocation = someRow(
        // A cheque bounces within days.
        edit.firm.tables.allocations.rows.slice(-recentPayments),
        random,
        ({ payment, source, voidedAt }) => payment !== null && source === null && voidedAt === null,
      );
      if (!allocation) return undefined;
      returnPayment(allocation, edit);
      return { resource: 'allocations', id: allocation.id };
    },
  },
  retainer_received: {
    weight: 2,
    happen(edit, random) {
      const { bank_accounts: accounts, matters } = edit.firm.tables;
      const account = accounts.rows.find(({ type, closed }) => type === 'Trust' && !closed);
      const matter = someRow(matters.rows, random, ({ status }) => status === 'Open');
      if (!account || !matter) return undefined;
      const data = {
        bank_account: { id: account.id },
        matter: { id: matter.id },
        amount: random.between(1, 40) * 250,
        date: dayText(edit.today),
        description: 'Retainer',
      };
      return create('bank_transactions', data, edit);
    },
  },
} as const satisfies Readonly<Record<string, Happening>>;
