import { unprocessable } from '../api/errors.ts';
import type { BillRow, LineItemRow } from '../firm/money-rows.ts';
import { priceActivity } from './activity-price.ts';
import { addUp, taxLine } from './bill-totals.ts';
import type { Edit } from './edit.ts';
import { type Given, keep } from './given.ts';
import type { Writer } from './writer.ts';

/** Sending one of these with a PATCH was refused, although other unknown keys are dropped. */
const computed = ['type', 'billed', 'total', 'sub_total', 'rounded_quantity'];

/** Bills are made in Clio's own pages, so lines cannot be made here; they can be changed while the bill is a draft. */
export const lineItemWriter: Writer<LineItemRow> = {
  name: 'line_items',

  update(line, given, edit) {
    const refused = computed.find((name) => given.has(name));
    if (refused) throw unprocessable(`${refused} cannot be changed`);
    requireEditable(line.bill);
    const price = given.cents('price', 0);
    if (price !== undefined) {
      // `quantity` is accepted and changes nothing on a line that comes from an activity, and all of ours do.
      line.subTotalCents = priced(line, price);
      line.priceCents = price;
    }
    const ordering = given.number('group_ordering', 0);
    if (ordering !== undefined) line.ordering = ordering;
    const day = given.day('date');
    keep(line, {
      note: given.text('note'),
      description: given.text('description'),
      taxable: given.flag('taxable'),
      secondary_taxable: given.flag('secondary_taxable'),
      date: day === undefined || day === null ? undefined : given.data['date'],
    });
    taxLine(line);
    addUp(line.bill, edit);
    if (given.flag('update_original_record') === true) writeBack(line, given, price, edit);
  },

  /** The activity stays and can be billed again. */
  remove(line, edit) {
    requireEditable(line.bill);
    edit.remove('line_items', line);
    edit.touch('activities', line.activity).bill = null;
    addUp(line.bill, edit);
  },
};

function requireEditable({ state }: BillRow): void {
  if (state !== 'draft' && state !== 'awaiting_approval') {
    throw unprocessable(`The bill is ${state} and its lines cannot be changed`);
  }
}

function priced({ activity }: LineItemRow, priceCents: number): number {
  const { flatRate, roundedQuantity, type } = activity;
  if (flatRate) return priceCents;
  return Math.round((roundedQuantity * priceCents) / (type === 'TimeEntry' ? 3600 : 100));
}

function writeBack({ activity }: LineItemRow, given: Given, price: number | undefined, edit: Edit): void {
  edit.touch('activities', activity);
  keep(activity, { note: given.text('note') });
  if (price !== undefined) priceActivity(activity, price);
}
