import type { BankAccountRow } from '../firm/money-rows.ts';
import type { Row } from '../firm/rows.ts';
import { rowsByOwner } from '../firm/rows-by-owner.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { constant, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, one, readField, type Shape } from './shape.ts';

const currency = (field: string) => (row: BankAccountRow) => row.firm.currency[field];

export const bankAccountShape: Shape = defineShape<BankAccountRow>(
  'BankAccount',
  {
    ...recordFields('bank_accounts'),
    type: ({ type }) => type,
    name: ({ name }) => name,
    institution: ({ institution }) => institution,
    account_number: ({ accountNumber }) => accountNumber,
    transit_number: ({ transitNumber }) => transitNumber,
    balance: ({ balanceCents }) => money(balanceCents),
    bank_transactions_count: (account) => {
      const { rows } = account.firm.tables.bank_transactions;
      return (
        rowsByOwner(account.firm, 'transactions of accounts', rows, (row) => row.account).get(account)?.length ?? 0
      );
    },
    clio_payment_page_link: constant(null),
    clio_payment_page_qr_code: constant(null),
    clio_payments_enabled: constant(false),
    compliance_region: constant('no_region'),
    controlled_account: constant(false),
    currency: currency('code'),
    currency_id: currency('id'),
    currency_symbol: currency('sign'),
    default_account: ({ isDefault }) => isDefault,
    domicile_branch: constant(null),
    general_ledger_number: constant(null),
    holder: ({ firm }) => firm.account.name,
    swift: constant(null),
  },
  { user: one<BankAccountRow>(named('User'), ({ firm }) => firm.tables.users.rows[0]) },
);

const on = filtersOn(() => bankAccountShape);
const by = (field: string) => (row: Row) => readField(bankAccountShape, row, field);

export const bankAccounts: Resource = {
  name: 'bank_accounts',
  shape: bankAccountShape,
  limitMax: 200,
  permission: 'Accounting',
  filters: {
    ...commonFilters,
    show_empty_accounts: on.where((_, wanted, read) => wanted === 'true' || read('balance') !== 0, ['true', 'false']),
    status: on.where((row, wanted) => (row as BankAccountRow).closed === (wanted === 'closed'), ['opened', 'closed']),
    // The field reads `Trust`; the filter is asked with the name of a class.
    type: on.words('type', { OperatingAccount: 'Operating', TrustAccount: 'Trust' }),
    user_id: on.related('user'),
  },
  orders: {
    account_number: by('account_number'),
    currency: by('currency'),
    institution: by('institution'),
    name: by('name'),
    transit_number: by('transit_number'),
    type: by('type'),
    updated_at: (row) => row.updatedAt,
  },
};
