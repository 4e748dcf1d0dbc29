import type { ResourceName } from '../firm/firm.ts';
import type { AllocationRow } from '../firm/money-rows.ts';
import type { Row } from '../firm/rows.ts';
import { resources } from '../resources/catalogue.ts';
import { clioPayments } from '../resources/clio-payments.ts';
import type { Resource } from '../resources/resource.ts';

/** What webhooks see in a row. */
export interface Seen {
  /** The collection that a webhook's model stands for. */
  readonly collection: string;
  readonly resource: Pick<Resource, 'shape' | 'permission'>;
  readonly id: number;
}

/** A row is a record of its collection, but for allocations of payments: nobody can watch those, but the payments behind them. */
export function seenAs(name: ResourceName, row: Row): Seen {
  const payment = name === 'allocations' ? (row as AllocationRow).payment : null;
  return payment
    ? { collection: 'clio_payments/payments', resource: clioPayments, id: payment.id }
    : { collection: name, resource: resources[name], id: row.id };
}
