import { activityNote } from '../firm/activity-note.ts';
import type { Row } from '../firm/rows.ts';
import type { ActivityRow } from '../firm/work-rows.ts';
import { contactShape } from './contacts.ts';
import { expenseCategoryShape } from './expense-categories.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { matterShape } from './matters.ts';
import { nested } from './nested-shapes.ts';
import { constant, date, money, recordFields } from './record-fields.ts';
import { subjectRelations } from './recorded-for.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, never, noneOf, one, readField, type Shape } from './shape.ts';
import { userShape } from './users.ts';

const isTime = ({ type }: ActivityRow) => type === 'TimeEntry';

/** Seconds of time, hours in versions up to 4.0.3; units of an expense are kept in hundredths. */
const units = (row: ActivityRow, quantity: number, version: number) =>
  isTime(row) ? (version < 4 ? quantity / 3600 : quantity) : quantity / 100;
const hours = (row: ActivityRow, quantity: number) => (isTime(row) ? Math.round(quantity / 0.36) / 10_000 : null);

export const activityShape: Shape = defineShape<ActivityRow>(
  'Activity',
  {
    ...recordFields('activities'),
    type: ({ type }) => type,
    date: ({ day }) => date(day),
    quantity: (row, { version }) => units(row, row.quantity, version),
    quantity_in_hours: (row) => hours(row, row.quantity),
    rounded_quantity: (row, { version }) => units(row, row.roundedQuantity, version),
    rounded_quantity_in_hours: (row) => hours(row, row.roundedQuantity),
    quantity_redacted: (_, { redacts }) => redacts.has('hours'),
    price: ({ priceCents }) => money(priceCents),
    // Null on a non-billable entry, as seen live; its worth is then in non_billable_total.
    total: ({ nonBillable, noCharge, amountCents }) => (nonBillable ? null : noCharge ? 0 : money(amountCents)),
    non_billable: ({ nonBillable }) => nonBillable,
    non_billable_total: ({ nonBillable, amountCents }) => (nonBillable ? money(amountCents) : 0),
    no_charge: ({ noCharge }) => noCharge,
    flat_rate: ({ flatRate }) => flatRate,
    contingency_fee: constant(false),
    note: activityNote,
    reference: constant(null),
    on_bill: ({ bill }) => bill !== null,
    billed: ({ bill }) => bill?.state === 'awaiting_payment' || bill?.state === 'paid',
    tax_setting: ({ firm }) => (firm.taxRate > 0 ? 'tax_1_only' : 'no_tax'),
  },
  {
    ...subjectRelations,
    activity_description: one<ActivityRow>(named('ActivityDescription'), ({ description }) => description),
    bill: one<ActivityRow>(named('Bill'), ({ bill }) => bill),
    client_portal: never(nested('ClientPortal')),
    currency: one<ActivityRow>(nested('Currency'), ({ firm }) => firm.currency),
    document_version: never(nested('DocumentVersion')),
    expense_category: one<ActivityRow>(named('ExpenseCategory'), ({ expenseCategory }) => expenseCategory),
    input_tax_settings: noneOf(nested('TaxSetting')),
    legal_aid_uk_activity: never(nested('LegalAid')),
    matter: one<ActivityRow>(named('Matter'), ({ matter }) => matter),
    tax_settings: noneOf(nested('TaxSetting')),
    text_message_conversation: never(nested('TextMessageConversation')),
    timer: never(nested('Timer')),
    user: one<ActivityRow>(named('User'), ({ user }) => user),
    utbms_expense: one<ActivityRow>(nested('UtbmsCode'), ({ utbmsExpense }) => utbmsExpense),
    vendor: one<ActivityRow>(named('Contact'), ({ vendor }) => vendor),
  },
  {
    quantity: 'hours',
    quantity_in_hours: 'hours',
    rounded_quantity: 'hours',
    rounded_quantity_in_hours: 'hours',
    price: 'rates',
    total: 'rates',
    non_billable_total: 'rates',
  },
);

const on = filtersOn(() => activityShape);
const by = (field: string) => (row: Row) => readField(activityShape, row, field);
const nameOf = (field: string, shape: () => Shape) => (row: Row) => {
  const related = readField(activityShape, row, field);
  return related ? readField(shape(), related as object, 'name') : null;
};

const subjectOf = (row: Row) => (row as ActivityRow).recordedFor;

/** What the words of the `status` filter stand for. */
const statuses: Readonly<Record<string, (read: (field: string) => unknown) => boolean>> = {
  billed: (read) => read('billed') === true,
  draft: (read) => read('on_bill') === true && read('billed') === false,
  unbilled: (read) => read('on_bill') === false && read('non_billable') === false,
  non_billable: (read) => read('non_billable') === true,
  billable: (read) => read('non_billable') === false,
  written_off: () => false,
};

export const activities: Resource = {
  name: 'activities',
  shape: activityShape,
  limitMax: 200,
  permission: 'Activities',
  filters: {
    ...commonFilters,
    activity_description_id: on.related('activity_description'),
    calendar_entry_id: on.id(
      (row, wanted) => (subjectOf(row)?.collection === 'calendar_entries' ? subjectOf(row)?.row.id : null) === wanted,
    ),
    communication_id: on.related('communication'),
    contact_note_id: on.related('contact_note'),
    end_date: on.dateBound('date', (day, bound) => day <= bound),
    expense_category_id: on.related('expense_category'),
    flat_rate: on.boolean('flat_rate'),
    grant_id: on.id((_, wanted) => wanted === null),
    matter_id: on.related('matter'),
    matter_note_id: on.related('matter_note'),
    only_unaccounted_for: on.where(
      (_, wanted, read) => wanted === 'false' || (read('on_bill') === false && read('non_billable') === false),
      ['true', 'false'],
    ),
    query: on.text('note'),
    start_date: on.dateBound('date', (day, bound) => day >= bound),
    status: on.where((_, wanted, read) => statuses[wanted]?.(read) === true, Object.keys(statuses)),
    task_id: on.related('task'),
    type: on.words('type', {
      TimeEntry: 'TimeEntry',
      ExpenseEntry: 'ExpenseEntry',
      HardCostEntry: 'HardCostEntry',
      SoftCostEntry: 'SoftCostEntry',
    }),
    user_id: on.related('user'),
  },
  orders: {
    date: by('date'),
    display_number: (row) => {
      const matter = readField(activityShape, row, 'matter');
      return matter ? readField(matterShape, matter as object, 'display_number') : null;
    },
    'expense_category.name': nameOf('expense_category', () => expenseCategoryShape),
    non_billable: by('non_billable'),
    non_billable_total: by('non_billable_total'),
    note: by('note'),
    price: by('price'),
    total: by('total'),
    type: by('type'),
    updated_at: (row) => row.updatedAt,
    'user.name': nameOf('user', () => userShape),
    'vendor.name': nameOf('vendor', () => contactShape),
  },
};
