import { unprocessable } from '../api/errors.ts';
import type { BillRow } from '../firm/money-rows.ts';
import type { ActivityRow, MatterRow } from '../firm/work-rows.ts';
import { addUp, taxLine } from './bill-totals.ts';
import type { Edit } from './edit.ts';

/**
 * Puts unbilled work of one matter on a new draft, as someone does in Clio's own pages: the API has no such call.
 * Throws 422 when there is nothing that can be billed.
 */
export function draftBill(matter: MatterRow, activities: readonly ActivityRow[], edit: Edit): BillRow {
  const [first] = activities;
  const wrong = activities.some((row) => row.matter !== matter || row.bill !== null || row.nonBillable);
  if (!first || wrong) throw unprocessable('A bill needs unbilled, billable activities of its matter');
  const days = activities.map(({ day }) => day);
  const { rows } = edit.firm.tables.bills;
  const bill = edit.add<BillRow>('bills', {
    ...edit.newRow(),
    number: rows.reduce((most, { number }) => Math.max(most, number), 999) + 1,
    matter,
    user: matter.responsible ?? first.user,
    state: 'draft',
    issueDay: null,
    dueDay: null,
    startDay: Math.min(...days),
    endDay: Math.max(...days),
    paidAt: null,
    lastSentAt: null,
    servicesCents: 0,
    expensesCents: 0,
    servicesTaxCents: 0,
    expensesTaxCents: 0,
    paidCents: 0,
    creditCents: 0,
  });
  for (const [index, activity] of activities.entries()) {
    edit.touch('activities', activity).bill = bill;
    const line = edit.add('line_items', {
      ...edit.newRow(),
      bill,
      activity,
      subTotalCents: activity.noCharge ? 0 : activity.amountCents,
      taxCents: 0,
      ordering: index + 1,
    });
    taxLine(line);
  }
  addUp(bill, edit);
  return bill;
}
