import { ClioError, unprocessable } from '../api/errors.ts';
import { trashFilesOf } from '../documents/trash.ts';
import type { ContactRow } from '../firm/people-rows.ts';
import type { Edit } from './edit.ts';

const openStates = ['draft', 'awaiting_approval', 'awaiting_payment'];

/** 409 while bills to the contact are open, 422 while it is the client of a matter or part of unbilled work. */
export function removeContact(contact: ContactRow, edit: Edit): void {
  const { activities, bills, contacts, matters, relationships } = edit.firm.tables;
  const { calendar_entries: entries, notes, tasks } = edit.firm.tables;
  if (bills.rows.some(({ matter, state }) => matter.client === contact && openStates.includes(state))) {
    throw new ClioError(409, 'Conflict', 'The contact cannot be deleted: it has open bills');
  }
  if (matters.rows.some(({ client }) => client === contact)) {
    throw unprocessable('The contact cannot be deleted: it is the client of a matter');
  }
  const supplied = activities.rows.filter(({ vendor }) => vendor === contact);
  if (supplied.some(({ bill, nonBillable }) => bill === null && !nonBillable)) {
    throw unprocessable('The contact cannot be deleted: it has unbilled activities');
  }
  for (const activity of supplied) edit.touch('activities', activity).vendor = null;
  for (const row of relationships.rows.filter((known) => known.contact === contact)) edit.remove('relationships', row);
  for (const person of contacts.rows) {
    if (person.company === contact) edit.touch('contacts', person).company = null;
  }
  for (const row of notes.rows.filter((note) => note.contact === contact)) edit.remove('notes', row);
  for (const task of tasks.rows) if (task.assignee === contact) edit.touch('tasks', task).assignee = task.assigner;
  for (const entry of entries.rows.filter(({ attendees }) => attendees.includes(contact))) {
    const touched = edit.touch('calendar_entries', entry);
    touched.attendees = touched.attendees.filter((attendee) => attendee !== contact);
  }
  trashFilesOf(edit, contact);
  edit.remove('contacts', contact);
}
