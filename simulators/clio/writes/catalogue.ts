import type { ResourceName } from '../firm/firm.ts';
import { activityWriter } from './activities.ts';
import { billWriter } from './bills.ts';
import { contactWriter } from './contacts.ts';
import { customFieldWriter } from './custom-fields.ts';
import { lineItemWriter } from './line-items.ts';
import { matterWriter } from './matters.ts';
import { relationshipWriter } from './relationships.ts';
import {
  activityDescriptionWriter,
  expenseCategoryWriter,
  groupWriter,
  practiceAreaWriter,
  taskTypeWriter,
} from './settings.ts';
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
  ].map((writer: Writer) => [writer.name, writer]),
);
