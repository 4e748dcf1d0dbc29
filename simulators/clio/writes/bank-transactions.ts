import { unprocessable } from '../api/errors.ts';
import type { BankTransactionRow, TrustLineItemRow } from '../firm/money-rows.ts';
import type { Edit } from './edit.ts';
import { assign, keep } from './given.ts';
import { book } from './pay.ts';
import type { Writer } from './writer.ts';

/** The amount carries its sign: what is negative goes out. Money in trust belongs to a matter, always. */
export const bankTransactionWriter: Writer<BankTransactionRow> = {
  name: 'bank_transactions',

  create(given, edit) {
    given.require('amount', 'bank_account', 'date');
    const { bank_accounts: accounts, contacts, matters } = edit.firm.tables;
    const account = given.related('bank_account', accounts);
    if (!account) throw unprocessable("bank_account can't be blank");
    if (account.closed) throw unprocessable('The account is closed');
    const amountCents = given.cents('amount') ?? 0;
    if (amountCents === 0) throw unprocessable('amount must be other than 0');
    const matter = given.relatedOrNone('matter', matters) ?? null;
    if (account.type === 'Trust' && !matter) throw unprocessable("matter can't be blank for funds in trust");
    const row = book(
      {
        account,
        amountCents,
        at: edit.now,
        matter,
        client: given.relatedOrNone('client', contacts) ?? matter?.client ?? null,
        bill: null,
        allocation: null,
        transactionType: given.text('transaction_type') ?? (amountCents > 0 ? 'Deposit' : 'Withdrawal'),
        description: given.text('description') ?? null,
        payerPayee: given.text('source') ?? null,
        confirmation: given.text('confirmation') ?? null,
      },
      edit,
    );
    row.day = given.day('date') ?? row.day;
    return row;
  },

  /** What was moved stays what it was; only what is said about it changes. */
  update(row, given) {
    for (const name of ['amount', 'bank_account', 'matter', 'client']) {
      if (given.has(name)) throw unprocessable(`${name} cannot be changed; delete the transaction and make another`);
    }
    const day = given.day('date');
    assign(row, {
      day: day === null ? undefined : day,
      description: given.text('description'),
      payerPayee: given.text('source'),
      confirmation: given.text('confirmation'),
      transactionType: given.words('transaction_type'),
    });
  },

  remove(row, edit) {
    if (row.allocation) throw unprocessable('The transaction belongs to a payment');
    unbook(row, edit);
  },
};

/** Rows of trust activity on bills: what is printed can be changed, what was moved cannot. */
export const trustLineItemWriter: Writer<TrustLineItemRow> = {
  name: 'trust_line_items',

  update(row, given) {
    if (given.has('total')) throw unprocessable('total cannot be changed');
    const day = given.day('date');
    keep(row, { note: given.text('note'), date: day === undefined ? undefined : given.data['date'] });
  },
};

/** Takes a movement back: balances after it are those without it. Throws 422 when a matter was in need of it later. */
export function unbook(row: BankTransactionRow, edit: Edit): void {
  const { account, amountCents, matter } = row;
  const { bank_transactions: transactions, trust_line_items: printed } = edit.firm.tables;
  if (account.type === 'Trust' && matter) {
    requireEnough(row, transactions.rows);
    edit.touch('contacts', matter.client);
    edit.touch('matters', matter).trustCents -= amountCents;
  }
  edit.touch('bank_accounts', account).balanceCents -= amountCents;
  for (const line of printed.rows.filter(({ transaction }) => transaction === row))
    edit.remove('trust_line_items', line);
  for (const later of transactions.rows.slice(transactions.firstAfter(row.id))) {
    if (later.account === account) edit.touch('bank_transactions', later).balanceCents -= amountCents;
  }
  edit.remove('bank_transactions', row);
}

function requireEnough(gone: BankTransactionRow, rows: readonly BankTransactionRow[]): void {
  let cents = 0;
  for (const row of rows) {
    if (row === gone || row.account.type !== 'Trust' || row.matter !== gone.matter) continue;
    cents += row.amountCents;
    if (cents < 0) throw unprocessable('The matter would not have had enough funds in trust');
  }
}
