import { unprocessable } from '../api/errors.ts';
import { trashFilesOf } from '../documents/trash.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import type { Edit } from './edit.ts';

/**
 * A matter with bills or movements of money stays. With one that goes, its unbilled work, its relationships, tasks and
 * notes go too, and its documents into the trash; appointments and letters stay without it.
 */
export function removeMatter(matter: MatterRow, edit: Edit): void {
  const { activities, bank_transactions, bills, contacts, matters, notes, relationships, tasks } = edit.firm.tables;
  const { calendar_entries: entries, communications } = edit.firm.tables;
  if (bills.rows.some((bill) => bill.matter === matter)) {
    throw unprocessable('The matter cannot be deleted: it has bills');
  }
  if (bank_transactions.rows.some((row) => row.matter === matter)) {
    throw unprocessable('The matter cannot be deleted: it has transactions');
  }
  for (const row of activities.rows.filter((activity) => activity.matter === matter)) edit.remove('activities', row);
  for (const row of relationships.rows.filter((known) => known.matter === matter)) edit.remove('relationships', row);
  for (const row of notes.rows.filter((note) => note.matter === matter)) edit.remove('notes', row);
  for (const row of tasks.rows.filter((task) => task.matter === matter)) edit.remove('tasks', row);
  for (const row of entries.rows) if (row.matter === matter) edit.touch('calendar_entries', row).matter = null;
  for (const row of communications.rows) if (row.matter === matter) edit.touch('communications', row).matter = null;
  trashFilesOf(edit, matter);
  edit.remove('matters', matter);
  const client = contacts.find(matter.client.id);
  if (client && !matters.rows.some((other) => other.client === client)) edit.touch('contacts', client).isClient = false;
}
