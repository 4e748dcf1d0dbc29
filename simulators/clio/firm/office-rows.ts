import type { Nested } from './firm.ts';
import type { ContactRow, UserRow } from './people-rows.ts';
import type { Row } from './rows.ts';
import type { TaskTypeRow } from './setting-rows.ts';
import type { MatterRow } from './work-rows.ts';

/** What is written down about the work and is not billed: tasks, appointments, notes and letters. */

export interface TaskRow extends Row {
  name: string;
  description: string | null;
  matter: MatterRow | null;
  assignee: UserRow | ContactRow;
  assigner: UserRow;
  type: TaskTypeRow | null;
  dueDay: number | null;
  status: 'pending' | 'in_progress' | 'in_review' | 'complete' | 'draft';
  /** Epoch seconds. */
  completedAt: number | null;
  priority: 'high' | 'normal' | 'low';
  isPrivate: boolean;
  limitation: boolean;
  estimatedSeconds: number | null;
}

export interface CalendarRow extends Row {
  name: string;
  type: 'AccountCalendar' | 'AdhocCalendar' | 'UserCalendar';
  /** Whose calendar it is; the others belong to everyone. */
  owner: UserRow | null;
  /** Index into the colours Clio offers. */
  color: number;
}

export interface CalendarEntryRow extends Row {
  calendar: CalendarRow;
  matter: MatterRow | null;
  summary: string;
  location: string | null;
  /** Epoch seconds. */
  startAt: number;
  endAt: number;
  allDay: boolean;
  /** Of a series: how many weeks it goes on, one entry a week. */
  weeks: number | null;
  /** Of a series: the days that have no appointment, because it was taken out of the series. */
  skippedDays?: readonly number[];
  isPrivate: boolean;
  properties?: readonly Nested[];
  attendees: readonly ContactRow[];
  /** Of one appointment of a series, for as long as nobody has changed it alone: its day. */
  occurrence?: number;
  /** The series it belongs to, or was taken out of. */
  series?: CalendarEntryRow;
}

export interface NoteRow extends Row {
  /** Exactly one of them is given. */
  matter: MatterRow | null;
  contact: ContactRow | null;
  author: UserRow;
  day: number;
  subject: string | null;
  detail: string;
  richText: boolean;
}

export interface CommunicationRow extends Row {
  properties?: readonly Nested[];
  type: 'EmailCommunication' | 'PhoneCommunication';
  matter: MatterRow | null;
  user: UserRow;
  contact: ContactRow;
  /** Whether the user wrote or called the contact, and not the other way round. */
  outgoing: boolean;
  /** Epoch seconds. */
  receivedAt: number;
  subject: string;
  body: string;
}
