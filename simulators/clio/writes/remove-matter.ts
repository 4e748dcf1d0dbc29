import { unprocessable } from '../api/errors.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import type { Edit } from './edit.ts';

/** A matter with bills or money in trust stays; with one that goes, its unbilled work and its relationships go too. */
export function removeMatter(matter: MatterRow, edit: Edit): void {
  const { activities, bills, contacts, matters, relationships } = edit.firm.tables;
  if (bills.rows.some((bill) => bill.matter === matter)) {
    throw unprocessable('The matter cannot be deleted: it has bills');
  }
  if (matter.trustCents !== 0) throw unprocessable('The matter cannot be deleted: it has funds in trust');
  for (const row of activities.rows.filter((activity) => activity.matter === matter)) edit.remove('activities', row);
  for (const row of relationships.rows.filter((known) => known.matter === matter)) edit.remove('relationships', row);
  edit.remove('matters', matter);
  const client = contacts.find(matter.client.id);
  if (client && !matters.rows.some((other) => other.client === client)) edit.touch('contacts', client).isClient = false;
}
