import { unprocessable } from '../api/errors.ts';
import type { BankAccountRow } from '../firm/money-rows.ts';
import type { Edit } from './edit.ts';
import { assign, type Given, keep } from './given.ts';
import { book } from './pay.ts';
import type { Writer } from './writer.ts';

export const bankAccountWriter: Writer<BankAccountRow> = {
  name: 'bank_accounts',

  create(given, edit) {
    given.require('type', 'currency');
    const account = edit.add('bank_accounts', {
      ...edit.newRow(),
      type: given.word('type', ['Operating', 'Trust']) ?? 'Operating',
      name: given.text('name') ?? 'Account',
      institution: given.text('institution') ?? '',
      accountNumber: given.text('account_number') ?? '',
      transitNumber: given.text('transit_number') ?? '',
      isDefault: false,
      closed: false,
      balanceCents: 0,
    });
    apply(account, given, edit);
    const opening = given.cents('balance', 0) ?? 0;
    if (opening > 0 && account.type === 'Trust') throw unprocessable('Funds in trust need a matter');
    if (opening > 0) {
      book(
        {
          account,
          amountCents: opening,
          at: edit.now,
          matter: null,
          client: null,
          bill: null,
          allocation: null,
          transactionType: 'Deposit',
          description: 'Opening balance',
          payerPayee: null,
          confirmation: null,
        },
        edit,
      );
    }
    return account;
  },

  update(account, given, edit) {
    assign(account, {
      name: given.words('name'),
      institution: given.words('institution'),
      accountNumber: given.words('account_number'),
      transitNumber: given.words('transit_number'),
    });
    apply(account, given, edit);
  },

  remove(account, edit) {
    if (edit.firm.tables.bank_transactions.rows.some((row) => row.account === account)) {
      throw unprocessable('The account cannot be deleted: it has transactions');
    }
    edit.remove('bank_accounts', account);
  },
};

function apply(account: BankAccountRow, given: Given, edit: Edit): void {
  if (given.flag('default_account') === true && account.type === 'Operating') {
    for (const other of edit.firm.tables.bank_accounts.rows) {
      if (other.isDefault && other !== account) edit.touch('bank_accounts', other).isDefault = false;
    }
    account.isDefault = true;
  }
  keep(account, {
    holder: given.text('holder'),
    swift: given.text('swift'),
    general_ledger_number: given.text('general_ledger_number'),
    domicile_branch: given.text('domicile_branch'),
  });
}
