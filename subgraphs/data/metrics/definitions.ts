import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { timeEntryType } from '../activity/activity.ts';
import { currencyDigits } from '../clio/decimal.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** What a number is asked for. */
export interface MetricPeriod {
  firmId: FirmId;
  /** YYYY-MM. */
  month: string;
  /** The firm's IANA time zone: instants fall into the month by its wall clock. */
  timeZone: string;
  /** The firm's ISO 4217 currency: amounts in others are counted apart, never added. */
  currency: string;
}

/**
 * A number, defined once: what people are told and what is computed stand side by side.
 *
 * The statement gives one row: `value` (the sum of what is known), `known` and `hidden` (how many records have a value, and
 * how many withhold it) and `otherCurrency`.
 */
export interface MetricDefinition {
  name: string;
  /** Shown to people beside the number. */
  formula: string;
  /** Which date puts a record into a month. */
  dateBasis: string;
  /** What must be in the copy for the number to be right. */
  entities: readonly SyncEntityType[];
  sql: (period: MetricPeriod) => Prisma.Sql;
}

export const hoursWorked: MetricDefinition = {
  name: 'Hours worked',
  formula:
    'Sum of the hours of all time entries, billable or not, each rounded as the firm rounds in Clio. Expenses, and entries of other types such as fixed fees, are not hours.',
  dateBasis: 'Date of the work',
  entities: ['ACTIVITIES'],
  sql: ({ firmId, month }) => Prisma.sql`
    select sum(rounded_quantity_in_hours) as value, count(rounded_quantity_in_hours) as known,
      count(*) filter (where rounded_quantity_in_hours is null) as hidden, 0::bigint as "otherCurrency"
    from activity
    where firm_id = ${firmId} and type = ${timeEntryType} and deleted_at is null
      and date >= ${firstDay(month)} and date < ${firstDayAfter(month)}`,
};

export const billed: MetricDefinition = {
  name: 'Billed',
  formula:
    'Sum of the totals, taxes included, of revenue bills issued in the month that are awaiting payment or paid. Drafts, void bills and trust requests are left out.',
  dateBasis: 'Issue date of the bill',
  entities: ['BILLS'],
  sql: ({ firmId, month, currency }) => Prisma.sql`
    select ${moneySums('total_minor', currency)}
    from bill
    where firm_id = ${firmId} and kind = 'revenue_kind' and state in ('awaiting_payment', 'paid') and deleted_at is null
      and issued_on >= ${firstDay(month)} and issued_on < ${firstDayAfter(month)}`,
};

/**
 * The cash of the month, from the payments themselves: what Clio calls allocations. One of unknown origin may be a credit and
 * one without a known currency cannot be added, so both are counted as hidden.
 */
export const collectedByPayment: MetricDefinition = {
  name: 'Collected',
  formula:
    'Sum of the payments dated in the month that were allocated to revenue bills, partial payments and interest included. Credit memos, voided payments and payments of trust requests are left out.',
  dateBasis: 'Date of the payment',
  entities: ['ALLOCATIONS', 'BILLS'],
  sql: ({ firmId, month, currency }) => Prisma.sql`
    select ${moneySums('amount_minor', currency)}
    from (
      select coalesce(bill.currency, matter.currency) as currency,
        case when parent_type = 'Payment' and coalesce(bill.currency, matter.currency) is not null
          then round(amount * ${10 ** currencyDigits(currency)}::int) end as amount_minor
      from allocation
      left join bill on bill.firm_id = ${firmId} and bill.clio_id = bill_clio_id and bill.deleted_at is null
      left join matter on matter.firm_id = ${firmId} and matter.clio_id = matter_clio_id and matter.deleted_at is null
      where allocation.firm_id = ${firmId} and allocation.deleted_at is null and voided_at is null
        and parent_type is distinct from 'CreditMemo' and coalesce(bill.kind, 'revenue_kind') = 'revenue_kind'
        and allocation.date >= ${firstDay(month)} and allocation.date < ${firstDayAfter(month)}
    ) as payment`,
};

/** For a firm whose payments are not in the copy: Clio does not show them to everybody who connects. */
export const collectedByBill: MetricDefinition = {
  name: 'Collected',
  formula:
    'Sum of what was paid on revenue bills that became fully paid in the month, because the payments themselves are not in the copy. A partial payment on an open bill is not counted until that bill is paid.',
  dateBasis: "Day on which the bill was paid, in the firm's time zone",
  entities: ['BILLS'],
  sql: ({ firmId, month, timeZone, currency }) => Prisma.sql`
    select ${moneySums('paid_minor', currency)}
    from bill
    where firm_id = ${firmId} and kind = 'revenue_kind' and state = 'paid' and deleted_at is null
      and paid_at >= ${firstDay(month)}::timestamp at time zone ${timeZone}
      and paid_at < ${firstDayAfter(month)}::timestamp at time zone ${timeZone}`,
};

const firstDay = (month: string) => Prisma.sql`${`${month}-01`}::text::date`;
const firstDayAfter = (month: string) => Prisma.sql`(${firstDay(month)} + interval '1 month')::date`;

function moneySums(column: string, currency: string): Prisma.Sql {
  const amount = Prisma.raw(column);
  return Prisma.sql`sum(${amount}) filter (where currency = ${currency}) as value,
    count(${amount}) filter (where currency = ${currency}) as known,
    count(*) filter (where ${amount} is null) as hidden,
    count(${amount}) filter (where currency <> ${currency}) as "otherCurrency"`;
}
