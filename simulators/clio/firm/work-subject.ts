import type { CalendarEntryRow, CommunicationRow, NoteRow, TaskRow } from './office-rows.ts';
import type { Random } from './random.ts';
import type { Row } from './rows.ts';
import { rowsByOwner } from './rows-by-owner.ts';
import type { ActivityRow, MatterRow } from './work-rows.ts';

/** What an activity was recorded for: the task, appointment, note or letter that the work was. */
export type WorkSubject =
  | { readonly collection: 'tasks'; readonly row: TaskRow }
  | { readonly collection: 'calendar_entries'; readonly row: CalendarEntryRow }
  | { readonly collection: 'notes'; readonly row: NoteRow }
  | { readonly collection: 'communications'; readonly row: CommunicationRow };

export const subjectCollections = ['tasks', 'calendar_entries', 'notes', 'communications'] as const;

/** The activities that were recorded for a task, an appointment (of a series: for any of it), a note or a letter. */
export function entriesFor(row: Row): readonly ActivityRow[] {
  const { occurrence, series } = row as Partial<CalendarEntryRow>;
  const subject = occurrence === undefined ? row : series;
  const { rows } = row.firm.tables.activities;
  return (
    rowsByOwner(row.firm, 'activities of subjects', rows, ({ recordedFor }) => recordedFor?.row).get(subject) ?? []
  );
}

interface Subjects {
  tasks: readonly TaskRow[];
  calendar_entries: readonly CalendarEntryRow[];
  notes: readonly NoteRow[];
  communications: readonly CommunicationRow[];
}

/** Gives some of the work of a matter, an entry each, to what was done there: most tasks that are done, some of the rest. */
export function linkWork(activities: readonly ActivityRow[], subjects: Subjects, random: Random): void {
  const time = activities.filter(({ type, matter }) => type === 'TimeEntry' && matter !== null);
  const byMatter = Map.groupBy(time, ({ matter }) => matter);
  const link = (subject: WorkSubject, matter: MatterRow | null, chance: number) => {
    if (!matter || !random.chance(chance)) return;
    const entries = byMatter.get(matter);
    const entry = entries && random.pick(entries);
    if (entry && !entry.recordedFor) entry.recordedFor = subject;
  };
  for (const row of subjects.tasks) {
    if (row.status === 'complete') link({ collection: 'tasks', row }, row.matter, 0.6);
  }
  for (const row of subjects.calendar_entries) link({ collection: 'calendar_entries', row }, row.matter, 0.3);
  for (const row of subjects.notes) link({ collection: 'notes', row }, row.matter, 0.2);
  for (const row of subjects.communications) link({ collection: 'communications', row }, row.matter, 0.3);
}
