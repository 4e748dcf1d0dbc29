import type { BankTransferRow } from '../firm/money-rows.ts';
import { constant, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, one, type Shape } from './shape.ts';

export const bankTransferShape: Shape = defineShape<BankTransferRow>(
  'BankTransfer',
  {
    ...recordFields('bank_transfers'),
    amount: ({ amountCents }) => money(amountCents),
    // Called a date, and typed as an instant.
    date: ({ firm, createdAt }) => firm.zone.format(createdAt),
    description: ({ description }) => description,
    primary_authorizer: ({ authorizer }) => `${authorizer.firstName} ${authorizer.lastName}`,
    secondary_authorizer: constant(null),
  },
  {
    client: one<BankTransferRow>(named('Contact'), ({ client }) => client),
    destination_account: one<BankTransferRow>(named('BankAccount'), ({ destination }) => destination),
    matter: one<BankTransferRow>(named('Matter'), ({ matter }) => matter),
    source_account: one<BankTransferRow>(named('BankAccount'), ({ source }) => source),
  },
);

/** Can be read by id only: Clio has no list of them. */
export const bankTransfers: Resource = {
  name: 'bank_transfers',
  shape: bankTransferShape,
  limitMax: 200,
  list: false,
  permission: 'Accounting',
  filters: {},
  orders: undefined,
};
