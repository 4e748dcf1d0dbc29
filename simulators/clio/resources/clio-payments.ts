import type { AllocationRow } from '../firm/money-rows.ts';
import { date, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, one } from './shape.ts';

const { id: _, ...record } = recordFields('allocations');

/**
 * A payment, as webhooks tell it. It cannot be read here, only watched: each is seen through the one allocation that it
 * has, by its own id. Clio's document does not have the fields of payments; these are what an allocation knows.
 */
export const clioPayments: Pick<Resource, 'shape' | 'permission'> = {
  permission: 'Billing',
  shape: defineShape<AllocationRow>(
    'ClioPaymentsPayment',
    {
      ...record,
      id: ({ payment }) => payment?.id ?? null,
      amount: ({ payment }) => money(payment?.amountCents ?? 0),
      date: ({ day }) => date(day),
      description: ({ description }) => description,
      state: ({ voidedAt }) => (voidedAt === null ? 'completed' : 'voided'),
    },
    {
      allocations: many<AllocationRow>(named('Allocation'), (allocation) => [allocation]),
      bills: many<AllocationRow>(named('Bill'), ({ bill }) => [bill]),
      contact: one<AllocationRow>(named('Contact'), ({ bill }) => bill.matter.client),
      destination_account: one<AllocationRow>(named('BankAccount'), ({ destination }) => destination),
      matters: many<AllocationRow>(named('Matter'), ({ bill }) => [bill.matter]),
    },
  ),
};
