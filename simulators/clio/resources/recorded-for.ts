import type { Row } from '../firm/rows.ts';
import type { ActivityRow } from '../firm/work-rows.ts';
import { entriesFor, type WorkSubject } from '../firm/work-subject.ts';
import { nested } from './nested-shapes.ts';
import { many, named, one, type Relation, readField, type Shape } from './shape.ts';

const shapeNames = {
  tasks: 'Task',
  calendar_entries: 'CalendarEntry',
  notes: 'Note',
  communications: 'Communication',
} as const;

const shown = ({ collection, row }: WorkSubject, field: string) => readField(shapeOf(collection), row, field);
const shapeOf = (collection: WorkSubject['collection']): Shape => named(shapeNames[collection])();
const subjectIn = (collection: WorkSubject['collection'], of: ActivityRow) =>
  of.recordedFor?.collection === collection ? of.recordedFor : null;
const noteOf = (type: 'Matter' | 'Contact') => (row: ActivityRow) => {
  const subject = subjectIn('notes', row);
  return subject && shown(subject, 'type') === type ? subject.row : null;
};

/** The relations of an activity to what it was recorded for; at most one of the first five is there. */
export const subjectRelations: Readonly<Record<string, Relation>> = {
  task: one<ActivityRow>(nested('ActivityTask'), (row) => {
    const subject = subjectIn('tasks', row);
    return subject && { id: subject.row.id, etag: shown(subject, 'etag') };
  }),
  calendar_entry: one<ActivityRow>(nested('ActivityCalendarEntry'), (row) => {
    const subject = subjectIn('calendar_entries', row);
    if (!subject) return null;
    const [id, etag, owner] = ['id', 'etag', 'calendar_owner_id'].map((field) => shown(subject, field));
    return { id, etag, calendar_owner_id: owner };
  }),
  communication: one<ActivityRow>(named('Communication'), (row) => subjectIn('communications', row)?.row),
  contact_note: one<ActivityRow>(named('Note'), noteOf('Contact')),
  matter_note: one<ActivityRow>(named('Note'), noteOf('Matter')),
  subject: one<ActivityRow>(nested('PolymorphicObject'), ({ recordedFor }) => {
    if (!recordedFor) return null;
    const { collection, row } = recordedFor;
    const kind = collection === 'notes' ? `${String(shown(recordedFor, 'type'))}Note` : shapeNames[collection];
    const name = { tasks: 'name', calendar_entries: 'summary', notes: 'subject', communications: 'subject' }[
      collection
    ];
    return { id: row.id, type: kind, identifier: shown(recordedFor, name) };
  }),
};

/** For the scalars of what activities are recorded for. */
export const entriesCount = (row: Row) => entriesFor(row).length;

/** For the relations of what activities are recorded for. */
export const timeEntries = many<Row>(named('Activity'), entriesFor);
