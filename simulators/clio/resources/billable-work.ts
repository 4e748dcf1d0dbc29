import type { Row } from '../firm/rows.ts';
import type { BillableClientRow, BillableMatterRow } from '../firm/unbilled-work.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { contactName } from './contacts.ts';
import { customFieldFilter } from './custom-field-values.ts';
import { type Filter, filtersOn } from './filters.ts';
import { matters } from './matters.ts';
import { money } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, one, readField, type Shape } from './shape.ts';

const hours = (seconds: number) => Math.round(seconds / 36) / 100;
const sum = (rows: readonly BillableMatterRow[], read: (row: BillableMatterRow) => number) =>
  rows.reduce((total, row) => total + read(row), 0);

export const billableMatterShape: Shape = defineShape<BillableMatterRow>(
  'BillableMatter',
  {
    id: ({ id }) => id,
    display_number: ({ matter }) => readField(named('Matter')(), matter, 'display_number'),
    unbilled_amount: ({ unbilledCents }) => money(unbilledCents),
    unbilled_hours: ({ unbilledSeconds }) => hours(unbilledSeconds),
    amount_in_trust: ({ matter }) => money(matter.trustCents),
    currency_code: ({ firm }) => firm.currency['code'],
    currency_id: ({ firm }) => firm.currency.id,
  },
  { client: one<BillableMatterRow>(named('Contact'), ({ matter }) => matter.client) },
);

export const billableClientShape: Shape = defineShape<BillableClientRow>(
  'BillableClient',
  {
    id: ({ id }) => id,
    name: ({ contact }) => contactName(contact),
    billable_matters_count: ({ matters: own }) => own.length,
    unbilled_amount: ({ matters: own }) => money(sum(own, ({ unbilledCents }) => unbilledCents)),
    unbilled_hours: ({ matters: own }) => hours(sum(own, ({ unbilledSeconds }) => unbilledSeconds)),
    amount_in_trust: ({ matters: own }) => money(sum(own, ({ matter }) => matter.trustCents)),
  },
  { billable_matters: many<BillableClientRow>(named('BillableMatter'), ({ matters: own }) => own) },
);

/** The filters ask about matters: a row of one is asked itself, a client is found by any of its matters. */
const mattersOf = (row: Row): readonly MatterRow[] =>
  'matter' in row
    ? [(row as BillableMatterRow).matter]
    : (row as BillableClientRow).matters.map(({ matter }) => matter);

const onMatters =
  (filter: Filter | undefined): Filter =>
  (...given) => {
    const test = filter?.(...given);
    return (row) => test === undefined || mattersOf(row).some(test);
  };

const on = filtersOn(named('Matter'));
const filters: Resource['filters'] = {
  client_id: onMatters(matters.filters['client_id']),
  'custom_field_values[*]': onMatters(customFieldFilter((row) => row as MatterRow)),
  matter_id: onMatters(on.id(({ id }, wanted) => id === wanted)),
  originating_attorney_id: onMatters(matters.filters['originating_attorney_id']),
  query: onMatters(matters.filters['query']),
  responsible_attorney_id: onMatters(matters.filters['responsible_attorney_id']),
  status: onMatters(matters.filters['status']),
};

export const billableMattersList: Resource = {
  name: 'matters',
  shape: billableMatterShape,
  limitMax: 1000,
  permission: 'Billing',
  filters,
  orders: undefined,
};

export const billableClientsList: Resource = {
  name: 'contacts',
  shape: billableClientShape,
  limitMax: 25,
  permission: 'Billing',
  filters,
  orders: undefined,
};
