import type { CalendarEntryRow, CalendarRow, CommunicationRow, NoteRow, TaskRow } from './office-rows.ts';
import type { ContactRow, UserRow } from './people-rows.ts';
import type { Random } from './random.ts';
import { type Row, rowAt } from './rows.ts';
import type { TaskTypeRow } from './setting-rows.ts';
import type { Work } from './work.ts';
import type { MatterRow } from './work-rows.ts';

/** Whom and what the records of the office are about. */
export interface Office {
  work: Work;
  users: readonly UserRow[];
  contacts: readonly ContactRow[];
  matters: readonly MatterRow[];
}

const taskNames = [
  'File answer',
  'Draft engagement letter',
  'Call adjuster',
  'Serve subpoena',
  'Review discovery',
  'Collect signatures',
];
const taskStatuses = ['pending', 'pending', 'in_progress', 'in_review', 'draft'] as const;

export function generateTasks(office: Office, types: readonly TaskTypeRow[], count: number, random: Random): TaskRow[] {
  const { work, users, contacts } = office;
  return Array.from({ length: count }, (): TaskRow => {
    const { matter, day } = somewhere(office, random, 0.9);
    const complete = random.chance(0.6);
    const created = born(work, day, random);
    const completedAt = complete
      ? Math.max(created.createdAt, work.instant(Math.min(day + random.between(1, 40), work.today), random))
      : null;
    const limitation = matter !== null && random.chance(0.04);
    return {
      ...created,
      updatedAt: completedAt ?? created.createdAt,
      name: limitation ? 'Statute of limitations' : random.pick(taskNames),
      description: random.chance(0.4) ? 'See the file for details.' : null,
      matter,
      assignee: random.chance(0.92) ? random.pick(users) : random.pick(contacts),
      assigner: random.pick(users),
      type: random.chance(0.6) ? random.pick(types) : null,
      dueDay: limitation || random.chance(0.8) ? day + random.between(1, 60) : null,
      status: complete ? 'complete' : random.pick(taskStatuses),
      completedAt,
      priority: random.pick(['normal', 'normal', 'normal', 'high', 'low']),
      isPrivate: random.chance(0.05),
      limitation,
      estimatedSeconds: random.chance(0.3) ? random.between(1, 12) * 900 : null,
    };
  });
}

/** One of the firm, one for each person, one for the courts. */
export function generateCalendars(work: Work, users: readonly UserRow[]): CalendarRow[] {
  const calendar = (name: string, type: CalendarRow['type'], owner: UserRow | null, color: number): CalendarRow => ({
    ...rowAt(work, owner?.createdAt ?? work.firm.foundedAt),
    name,
    type,
    owner,
    color,
  });
  return [
    calendar('Firm', 'AccountCalendar', null, 0),
    calendar('Court dates', 'AdhocCalendar', null, 1),
    ...users.map((user, index) => calendar(`${user.firstName} ${user.lastName}`, 'UserCalendar', user, 2 + index)),
  ];
}

const meetings = ['Hearing', 'Deposition', 'Client meeting', 'Mediation', 'Team meeting', 'Signing'];

export function generateCalendarEntries(
  office: Office,
  calendars: readonly CalendarRow[],
  count: number,
  random: Random,
): CalendarEntryRow[] {
  const { work, contacts } = office;
  return Array.from({ length: count }, (): CalendarEntryRow => {
    const { matter, day } = somewhere(office, random, 0.75);
    const allDay = random.chance(0.08);
    const on = day + random.between(0, 45);
    const startAt = work.firm.zone.epochSeconds(on, allDay ? 0 : random.between(16, 34) * 1800);
    return {
      ...born(work, day, random),
      calendar: random.pick(calendars),
      matter,
      summary: random.pick(meetings),
      location: random.chance(0.5) ? `Courtroom ${random.between(1, 12)}` : null,
      startAt,
      endAt: startAt + (allDay ? 86_400 : random.between(1, 6) * 1800),
      allDay,
      weeks: random.chance(0.04) ? random.between(2, 8) : null,
      isPrivate: random.chance(0.06),
      attendees: random.chance(0.3) ? [random.pick(contacts)] : [],
    };
  });
}

const details = [
  'Spoke with adjuster; offer expected within two weeks.',
  'Client called about the schedule. Explained next steps & costs.',
  'Left message with opposing counsel (ext. 204).',
  'Conflict check: clear.\nFile opened.',
  'Reviewed “intake form”; two signatures missing ✍',
];

/** Two thirds are about a matter, the others about a contact. */
export function generateNotes(office: Office, count: number, random: Random): NoteRow[] {
  const { work, users, contacts } = office;
  return Array.from({ length: count }, (): NoteRow => {
    const { matter, day } = somewhere(office, random, 0.66);
    const richText = random.chance(0.15);
    const detail = random.pick(details);
    return {
      ...born(work, day, random),
      matter,
      contact: matter === null ? random.pick(contacts) : null,
      author: random.pick(users),
      day,
      subject: random.chance(0.9) ? random.pick(['Intake', 'Call', 'Strategy', 'Billing question', 'To do']) : null,
      detail: richText ? `<p>${detail.replaceAll('&', '&amp;')}</p>` : detail,
      richText,
    };
  });
}

const bodies = [
  'Please see attached.',
  'Thank you for your time today. As discussed, we will file on Monday.',
  '<p>Dear counsel,</p><p>we refer to our letter of last week.</p>',
  'Call back tomorrow before noon.',
];

export function generateCommunications(office: Office, count: number, random: Random): CommunicationRow[] {
  const { work, users, contacts } = office;
  return Array.from({ length: count }, (): CommunicationRow => {
    const { matter, day } = somewhere(office, random, 0.9);
    const created = born(work, day, random);
    return {
      ...created,
      type: random.chance(0.7) ? 'EmailCommunication' : 'PhoneCommunication',
      matter,
      user: random.pick(users),
      contact: matter !== null && random.chance(0.7) ? matter.client : random.pick(contacts),
      outgoing: random.chance(0.5),
      receivedAt: created.createdAt - random.between(0, 1800),
      subject: random.pick(['Call with client', 'Re: settlement', 'Documents', 'Scheduling', 'Question on invoice']),
      body: random.pick(bodies),
    };
  });
}

/** A matter, mostly, and a day on which something may be written down about it. */
function somewhere(
  { work, matters }: Office,
  random: Random,
  onMatter: number,
): { matter: MatterRow | null; day: number } {
  const matter = random.chance(onMatter) ? random.pick(matters) : null;
  const from = matter?.openDay ?? work.firstDay;
  return { matter, day: work.workday(from, Math.max(from, matter?.closeDay ?? work.today), random) };
}

function born(work: Work, day: number, random: Random): Row {
  return rowAt(work, work.instant(day, random));
}
