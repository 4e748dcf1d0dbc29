import { unprocessable } from '../api/errors.ts';
import { balanceCents } from '../firm/bill-sums.ts';
import { type Posting, post } from '../firm/ledger.ts';
import type { AllocationRow, BankAccountRow, BankTransactionRow, BillRow } from '../firm/money-rows.ts';
import { contactName } from '../resources/contacts.ts';
import { linesOf } from './bill-totals.ts';
import type { Edit } from './edit.ts';

/**
 * Takes money in for a touched bill: a payment with its allocation and what it moves on the bank accounts. It comes out
 * of trust when the matter has enough there and `fromTrust` says so. A bill that owes nothing any more is paid.
 */
export function pay(bill: BillRow, cents: number, edit: Edit, fromTrust = false): AllocationRow {
  if (cents <= 0 || cents > balanceCents(bill)) {
    throw unprocessable(`A payment must be between 0.01 and ${balanceCents(bill) / 100}`);
  }
  const { firm, now, today } = edit;
  const { rows: accounts } = firm.tables.bank_accounts;
  const operating = accounts.find(({ isDefault }) => isDefault) ?? null;
  const trust = accounts.find(({ type, closed }) => type === 'Trust' && !closed) ?? null;
  const source = fromTrust && bill.matter.trustCents >= cents ? trust : null;
  const allocation = edit.add('allocations', {
    ...edit.newRow(),
    bill,
    payment: { id: firm.nextPaymentId++, amountCents: cents },
    creditMemo: null,
    day: today,
    amountCents: cents,
    description: null,
    paymentType: source ? 'Trust' : 'Check',
    source,
    destination: operating,
    voidedAt: null,
  });
  const { matter } = bill;
  const posting = (account: BankAccountRow, amountCents: number, payerPayee: string): Posting => ({
    account,
    amountCents,
    at: now,
    matter,
    client: matter.client,
    bill,
    allocation,
    transactionType: amountCents > 0 ? 'Deposit' : 'Withdrawal',
    description: `Payment of bill ${bill.number}${source ? ' from trust' : ''}`,
    payerPayee,
    confirmation: null,
  });
  if (source) {
    book(posting(source, -cents, firm.account.name), edit);
    edit.add('bank_transfers', {
      ...edit.newRow(),
      source,
      destination: operating ?? source,
      matter,
      client: matter.client,
      day: today,
      amountCents: cents,
      description: `Payment of bill ${bill.number} from trust`,
      authorizer: edit.user,
    });
  }
  if (operating) book(posting(operating, cents, contactName(matter.client)), edit);

  bill.paidCents += cents;
  if (balanceCents(bill) === 0) {
    for (const { activity } of linesOf(bill)) edit.touch('activities', activity);
    bill.state = 'paid';
    bill.paidAt = now;
  }
  return allocation;
}

/** Books a movement on an account. Throws 422 when a matter would owe the trust account money. */
export function book(posting: Posting, edit: Edit): BankTransactionRow {
  const { account, amountCents, matter } = posting;
  edit.touch('bank_accounts', account);
  if (account.type === 'Trust' && matter) {
    if (matter.trustCents + amountCents < 0) throw unprocessable('The matter does not have enough funds in trust');
    edit.touch('contacts', edit.touch('matters', matter).client);
  }
  return edit.add('bank_transactions', post(posting));
}
