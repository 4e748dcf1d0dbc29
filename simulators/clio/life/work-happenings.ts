import { dayText } from '../firm/days.ts';
import type { Random } from '../firm/random.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import type { Edit } from '../writes/edit.ts';
import { change, create, type Happening, remove, someRow } from './happening.ts';

const deeds = ['Draft', 'Review', 'Revise', 'Telephone call regarding', 'Research issues for', 'Prepare'];
const papers = ['motion to compel', 'lease amendment', 'settlement offer', 'affidavit', 'closing documents', 'appeal'];
const duties = [
  'File answer',
  'Call the court clerk',
  'Send engagement letter',
  'Collect signatures',
  'Order transcript',
];
const meetings = ['Hearing', 'Client meeting', 'Deposition', 'Mediation', 'Team meeting'];

const text = (random: Random) => `${random.pick(deeds)} ${random.pick(papers)}`;
const openMatter = ({ firm }: Edit, random: Random) =>
  someRow(firm.tables.matters.rows, random, ({ status }) => status === 'Open');
const own = (matter: MatterRow | undefined) => (matter ? { matter: { id: matter.id } } : {});

/** What is done and written down every day. */
export const workHappenings = {
  activity_recorded: {
    weight: 30,
    happen(edit, random) {
      const matter = openMatter(edit, random);
      if (!matter) return undefined;
      const isTime = random.chance(0.85);
      return create(
        'activities',
        {
          type: isTime ? 'TimeEntry' : random.pick(['ExpenseEntry', 'HardCostEntry', 'SoftCostEntry']),
          date: dayText(edit.today - random.between(0, 2)),
          quantity: isTime ? random.between(1, 40) * 360 - random.between(0, 200) : random.between(1, 6),
          ...(!isTime && { price: random.between(100, 40_000) / 100 }),
          note: text(random),
          ...own(matter),
        },
        edit,
      );
    },
  },
  activity_edited: {
    weight: 10,
    happen(edit, random) {
      const row = someRow(edit.firm.tables.activities.rows, random, ({ bill }) => bill === null);
      const closed = row?.matter?.status === 'Closed';
      const quantity = closed || row?.type !== 'TimeEntry' ? undefined : random.between(1, 40) * 360;
      return change('activities', row, { note: text(random), quantity }, edit);
    },
  },
  activity_deleted: {
    weight: 2,
    happen(edit, random) {
      return remove(
        'activities',
        someRow(edit.firm.tables.activities.rows, random, ({ bill }) => bill === null),
        edit,
      );
    },
  },
  task_set: {
    weight: 6,
    happen(edit, random) {
      const assignee = someRow(edit.firm.tables.users.rows, random, ({ leftDay }) => leftDay === null) ?? edit.user;
      return create(
        'tasks',
        {
          name: random.pick(duties),
          description: text(random),
          assignee: { id: assignee.id, type: 'User' },
          due_at: dayText(edit.today + random.between(1, 30)),
          priority: random.pick(['High', 'Normal', 'Low']),
          ...own(openMatter(edit, random)),
        },
        edit,
      );
    },
  },
  task_completed: {
    weight: 5,
    happen(edit, random) {
      const row = someRow(edit.firm.tables.tasks.rows, random, ({ status }) => status !== 'complete');
      return change('tasks', row, { status: 'complete' }, edit);
    },
  },
  task_deleted: {
    weight: 1,
    happen: (edit, random) => remove('tasks', someRow(edit.firm.tables.tasks.rows, random), edit),
  },
  note_written: {
    weight: 6,
    happen(edit, random) {
      const matter = openMatter(edit, random);
      if (!matter) return undefined;
      return create(
        'notes',
        { type: 'Matter', subject: random.pick(papers), detail: text(random), ...own(matter) },
        edit,
      );
    },
  },
  note_deleted: {
    weight: 1,
    happen: (edit, random) => remove('notes', someRow(edit.firm.tables.notes.rows, random), edit),
  },
  appointment_made: {
    weight: 4,
    happen(edit, random) {
      const calendar = someRow(edit.firm.tables.calendars.rows, random);
      if (!calendar) return undefined;
      const start = edit.firm.zone.epochSeconds(edit.today + random.between(1, 40), random.between(8, 16) * 3600);
      return create(
        'calendar_entries',
        {
          summary: random.pick(meetings),
          start_at: edit.firm.zone.format(start),
          end_at: edit.firm.zone.format(start + 1800 * random.between(1, 4)),
          calendar_owner: { id: calendar.id },
          ...own(openMatter(edit, random)),
        },
        edit,
      );
    },
  },
  appointment_cancelled: {
    weight: 1,
    happen: (edit, random) => remove('calendar_entries', someRow(edit.firm.tables.calendar_entries.rows, random), edit),
  },
  letter_filed: {
    weight: 4,
    happen(edit, random) {
      const matter = openMatter(edit, random);
      if (!matter) return undefined;
      const client = { id: matter.client.id, type: 'Contact' };
      const user = { id: edit.user.id, type: 'User' };
      const [from, to] = random.chance(0.5) ? [client, user] : [user, client];
      return create(
        'communications',
        {
          type: random.chance(0.7) ? 'EmailCommunication' : 'PhoneCommunication',
          subject: random.pick(papers),
          body: text(random),
          received_at: edit.firm.zone.format(edit.now),
          senders: [from],
          receivers: [to],
          ...own(matter),
        },
        edit,
      );
    },
  },
} as const satisfies Readonly<Record<string, Happening>>;
