import type { BankTransactionRow } from '../firm/money-rows.ts';
import type { Row } from '../firm/rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { constant, date, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, one, readField, type Shape } from './shape.ts';

/** Trust and operating money alike; the account tells which. */
export const bankTransactionShape: Shape = defineShape<BankTransactionRow>(
  'BankTransaction',
  {
    ...recordFields('bank_transactions'),
    // Money in trust is owed to the client, the firm's own is not.
    type: ({ account }) => (account.type === 'Trust' ? 'liability' : 'asset'),
    date: ({ day }) => date(day),
    amount: ({ amountCents }) => money(amountCents),
    funds_in: ({ amountCents }) => (amountCents > 0 ? money(amountCents) : null),
    funds_out: ({ amountCents }) => (amountCents < 0 ? money(-amountCents) : null),
    current_account_balance: ({ balanceCents }) => money(balanceCents),
    bank_account_id: ({ account }) => account.id,
    transaction_type: ({ transactionType }) => transactionType,
    description: ({ description }) => description,
    payer_payee: ({ payerPayee }) => payerPayee,
    source: ({ payerPayee }) => payerPayee,
    confirmation: ({ confirmation }) => confirmation,
    read_only_confirmation: constant(false),
    clio_payments_transaction: constant(false),
    currency: ({ firm }) => firm.currency['code'],
    currency_id: ({ firm }) => firm.currency.id,
    exchange_rate: constant(1),
  },
  {
    allocation: one<BankTransactionRow>(named('Allocation'), ({ allocation }) => allocation),
    bank_account: one<BankTransactionRow>(named('BankAccount'), ({ account }) => account),
    bill: one<BankTransactionRow>(named('Bill'), ({ bill }) => bill),
    client: one<BankTransactionRow>(named('Contact'), ({ client }) => client),
    matter: one<BankTransactionRow>(named('Matter'), ({ matter }) => matter),
  },
);

const on = filtersOn(() => bankTransactionShape);
const by = (field: string) => (row: Row) => readField(bankTransactionShape, row, field);

export const bankTransactions: Resource = {
  name: 'bank_transactions',
  shape: bankTransactionShape,
  limitMax: 200,
  permission: 'Accounting',
  filters: {
    ...commonFilters,
    bank_account_id: on.related('bank_account'),
    client_id: on.related('client'),
    matter_id: on.related('matter'),
    type: on.words('type', { asset: 'asset', liability: 'liability' }),
    unreconciled_only: on.where(() => true, ['true', 'false']),
  },
  // Clio takes any text here; these are the fields it can mean.
  orders: { amount: by('amount'), date: by('date'), updated_at: (row) => row.updatedAt },
};
