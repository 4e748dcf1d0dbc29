import type { ResourceName } from '../firm/firm.ts';
import { activityWriter } from './activities.ts';
import { bankAccountWriter } from './bank-accounts.ts';
import { bankTransactionWriter, trustLineItemWriter } from './bank-transactions.ts';
import { billWriter } from './bills.ts';
import { calendarEntryWriter } from './calendar-entries.ts';
import { calendarWriter } from './calendars.ts';
import { communicationWriter } from './communications.ts';
import { contactWriter } from './contacts.ts';
import { customFieldWriter } from './custom-fields.ts';
import { lineItemWriter } from './line-items.ts';
import { matterWriter } from './matters.ts';
import { noteWriter } from './notes.ts';
import { relationshipWriter } from './relationships.ts';
import {
  activityDescriptionWriter,
  expenseCategoryWriter,
  groupWriter,
  practiceAreaWriter,
  taskTypeWriter,
} from './settings.ts';
import { taskWriter } from './tasks.ts';
import type { Writer } from './writer.ts';

/** The collections that can be written, by the name in their path. */
export const writers: Readonly<Partial<Record<ResourceName, Writer>>> = Object.fromEntries(
  [
    contactWriter,
    matterWriter,
    activityWriter,
    billWriter,
    lineItemWriter,
    groupWriter,
    practiceAreaWriter,
    customFieldWriter,
    activityDescriptionWriter,
    expenseCategoryWriter,
    taskTypeWriter,
    relationshipWriter,
    taskWriter,
    calendarWriter,
    calendarEntryWriter,
    noteWriter,
    communicationWriter,
    bankAccountWriter,
    bankTransactionWriter,
    trustLineItemWriter,
  ].map((writer: Writer) => [writer.name, writer]),
);
