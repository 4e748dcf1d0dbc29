import { unprocessable } from '../api/errors.ts';
import type { ActivityRow, ActivityType, MatterRow } from '../firm/work-rows.ts';
import type { WorkSubject } from '../firm/work-subject.ts';
import { priceActivity, priceOf } from './activity-price.ts';
import type { Edit } from './edit.ts';
import { assign, type Given, keep } from './given.ts';
import { expenseCode, requireUtbms } from './utbms.ts';
import type { Writer } from './writer.ts';

const types = ['TimeEntry', 'ExpenseEntry', 'HardCostEntry', 'SoftCostEntry'] as const satisfies ActivityType[];
/** Sending one of these with a PATCH was refused, although other unknown keys are dropped. */
const computed = [
  'type',
  'billed',
  'on_bill',
  'total',
  'rounded_quantity',
  'rounded_quantity_in_hours',
  'non_billable_total',
];
const taxSettings = ['no_tax', 'tax_1_only', 'tax_2_only', 'tax_1_and_tax_2'] as const;

export const activityWriter: Writer<ActivityRow> = {
  name: 'activities',

  create(given, edit) {
    given.require('type', 'date');
    const type = given.word('type', types) ?? 'TimeEntry';
    const matter = given.relatedOrNone('matter', edit.firm.tables.matters) ?? null;
    const activity: ActivityRow = {
      ...edit.newRow(),
      type,
      matter,
      user: edit.user,
      day: edit.today,
      quantity: type === 'TimeEntry' ? 0 : 100,
      roundedQuantity: 0,
      priceCents: 0,
      amountCents: 0,
      nonBillable: matter?.billable === false,
      noCharge: false,
      flatRate: false,
      noteSeed: 0,
      description: null,
      expenseCategory: null,
      vendor: null,
      bill: null,
      recordedFor: null,
    };
    apply(activity, given, edit);
    // The text was made up from the seed; a written one stands for itself, `description` being another name for it.
    keep(activity, { note: given.text('note') ?? given.text('description') ?? null });
    priceActivity(activity, given.cents('price', 0) ?? priceOf(activity));
    edit.add('activities', activity);
    if (matter && (matter.lastActivityDay ?? activity.day - 1) < activity.day) {
      edit.touch('matters', matter).lastActivityDay = activity.day;
    }
    return activity;
  },

  update(activity, given, edit) {
    if (activity.bill) throw unprocessable('The activity is on a bill and cannot be changed; change its line item');
    const refused = computed.find((name) => given.has(name));
    if (refused) throw unprocessable(`${refused} cannot be changed`);
    const { matter, user, description } = activity;
    apply(activity, given, edit);
    keep(activity, { note: given.text('note') });
    // Whoever moves the work without naming a price gets the price of its new place.
    const moved = activity.matter !== matter || activity.user !== user || activity.description !== description;
    priceActivity(activity, given.cents('price', 0) ?? (moved ? priceOf(activity) : activity.priceCents));
    for (const changed of new Set([matter, activity.matter])) noteWork(changed, edit);
  },

  remove(activity, edit) {
    if (activity.bill) throw unprocessable('The activity is on a bill and cannot be deleted');
    edit.remove('activities', activity);
    noteWork(activity.matter, edit);
  },
};

function apply(activity: ActivityRow, given: Given, edit: Edit): void {
  const {
    activity_descriptions: descriptions,
    contacts,
    expense_categories: categories,
    matters,
    users,
  } = edit.firm.tables;
  const isTime = activity.type === 'TimeEntry';
  const matter = given.relatedOrNone('matter', matters);
  const quantity = given.number('quantity', 0);
  const day = given.day('date');
  assign(activity, {
    matter,
    user: given.related('user', users),
    day: day === null ? undefined : day,
    quantity: quantity === undefined ? undefined : Math.round(quantity * unitOf(isTime, given.version)),
    nonBillable: given.flag('non_billable'),
    noCharge: given.flag('no_charge'),
    description: isTime ? given.relatedOrNone('activity_description', descriptions) : undefined,
    expenseCategory: isTime ? undefined : given.relatedOrNone('expense_category', categories),
    vendor: given.relatedOrNone('vendor', contacts),
  });
  applySubject(activity, given, edit);
  applyCode(activity, given, edit);
  activity.flatRate = activity.description?.flatRate ?? activity.flatRate;
  if (activity.nonBillable) activity.noCharge = false;
  keep(activity, {
    reference: given.text('reference'),
    tax_setting: given.word('tax_setting', taxSettings),
  });
  if (isTime && activity.matter === null) throw unprocessable("matter can't be blank");
  if (matter && matter.status === 'Closed') throw unprocessable('matter is closed');
  requireUtbms(activity);
}

/** An expense that is given another category has the code of that one, unless it is given a code itself. */
function applyCode(activity: ActivityRow, given: Given, { firm }: Edit): void {
  if (activity.type === 'TimeEntry') return;
  const own = expenseCode(given, 'utbms_expense', firm);
  const ofCategory = given.has('expense_category') ? activity.expenseCategory?.utbmsCode : undefined;
  const code = own === undefined ? ofCategory : own;
  if (code !== undefined) activity.utbmsExpense = code;
}

/** Time is kept in seconds and was written in hours up to 4.0.3; units of an expense are kept in hundredths. */
function unitOf(isTime: boolean, version: number): number {
  if (!isTime) return 100;
  return version < 4 ? 3600 : 1;
}

/** An activity is recorded for one thing: the last that is named counts, and null takes away what was named by that key. */
function applySubject(activity: ActivityRow, given: Given, edit: Edit): void {
  const { calendar_entries: entries, communications, notes, tasks } = edit.firm.tables;
  const before = activity.recordedFor;
  const named: [WorkSubject['collection'], WorkSubject['row'] | null | undefined][] = [
    ['tasks', given.relatedOrNone('task', tasks)],
    ['calendar_entries', given.relatedOrNone('calendar_entry', entries)],
    ['communications', given.relatedOrNone('communication', communications)],
    ['notes', given.relatedOrNone('contact_note', notes)],
    ['notes', given.relatedOrNone('matter_note', notes)],
  ];
  let next = before;
  for (const [collection, row] of named) {
    // Collection and row were named together, which the compiler cannot see through the list.
    if (row) next = { collection, row } as WorkSubject;
    else if (row === null && next?.collection === collection) next = null;
  }
  if (next?.row === before?.row) return;
  for (const subject of [before, next]) if (subject) edit.touch(subject.collection, subject.row);
  activity.recordedFor = next;
}

/** The matter shows the day of its last activity. */
export function noteWork(matter: MatterRow | null, edit: Edit): void {
  if (!matter) return;
  let last: number | null = null;
  for (const activity of edit.firm.tables.activities.rows) {
    if (activity.matter === matter) last = Math.max(last ?? activity.day, activity.day);
  }
  if (last !== matter.lastActivityDay) edit.touch('matters', matter).lastActivityDay = last;
}
