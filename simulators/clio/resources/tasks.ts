import type { TaskRow } from '../firm/office-rows.ts';
import type { Row } from '../firm/rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { commonFilters, filtersOn, sameWords } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { participant, participantShape } from './participants.ts';
import { constant, date, recordFields } from './record-fields.ts';
import { entriesCount, timeEntries } from './recorded-for.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, noneOf, one, readField, type Shape } from './shape.ts';

export const taskShape: Shape = defineShape<TaskRow>(
  'Task',
  {
    ...recordFields('tasks'),
    name: ({ name }) => name,
    description: ({ description }) => description,
    description_text_type: constant('plain_text'),
    status: ({ status }) => status,
    // Lower case, as seen live; Clio's own document has `High`.
    priority: ({ priority }) => priority,
    permission: ({ isPrivate }) => (isPrivate ? 'private' : 'public'),
    due_at: ({ dueDay }) => date(dueDay),
    completed_at: ({ firm, completedAt }) => (completedAt === null ? null : firm.zone.format(completedAt)),
    notify_completion: constant(false),
    statute_of_limitations: ({ limitation }) => limitation,
    time_entries_count: entriesCount,
    time_estimated: ({ estimatedSeconds }) => estimatedSeconds,
  },
  {
    assignee: one<TaskRow>(
      () => participantShape,
      ({ assignee }) => participant(assignee),
    ),
    assigner: one<TaskRow>(named('User'), ({ assigner }) => assigner),
    matter: one<TaskRow>(named('Matter'), ({ matter }) => matter),
    reminders: noneOf(nested('Reminder')),
    task_type: one<TaskRow>(named('TaskType'), ({ type }) => type),
    time_entries: timeEntries,
  },
);

const on = filtersOn(() => taskShape);
const by = (field: string) => (row: Row) => readField(taskShape, row, field);
const nameIn = (field: string, name: string) => (row: Row) => {
  const related = by(field)(row);
  return related ? readField(named(field === 'matter' ? 'Matter' : 'TaskType')(), related as object, name) : null;
};
const matterOf = (row: Row) => by('matter')(row) as MatterRow | null;
const statuses = ['pending', 'in_progress', 'in_review', 'complete', 'draft'];
const assigneeTypes: Readonly<Record<string, readonly string[]>> = { user: ['User'], contact: ['Person', 'Company'] };

export const tasks: Resource = {
  name: 'tasks',
  shape: taskShape,
  limitMax: 200,
  permission: 'Tasks',
  filters: {
    ...commonFilters,
    // The id means a user or a contact as `assignee_type` says, which is why Clio wants both.
    assignee_id: on.related('assignee'),
    assignee_type: on.where(
      (row, wanted) => assigneeTypes[wanted]?.includes(participant((row as TaskRow).assignee).type) === true,
      Object.keys(assigneeTypes),
    ),
    assigner_id: on.related('assigner'),
    cascading_source_id: on.id(() => false),
    client_id: on.id((row, wanted) => (matterOf(row)?.client.id ?? null) === wanted),
    complete: on.where((_, wanted, read) => (read('status') === 'complete') === (wanted === 'true'), ['true', 'false']),
    due_at_from: on.dateBound('due_at', (day, bound) => day >= bound),
    due_at_present: on.where((_, wanted, read) => (read('due_at') !== null) === (wanted === 'true'), ['true', 'false']),
    due_at_to: on.dateBound('due_at', (day, bound) => day <= bound),
    matter_id: on.related('matter'),
    permission: on.words('permission', sameWords(['private', 'public'])),
    priority: on.words('priority', sameWords(['high', 'normal', 'low'])),
    query: on.text('name', 'description'),
    responsible_attorney_id: on.id((row, wanted) => (matterOf(row)?.responsible?.id ?? null) === wanted),
    status: on.words('status', sameWords(statuses)),
    'statuses[]': on.anyWord('status', statuses),
    statute_of_limitations: on.boolean('statute_of_limitations'),
    task_type_id: on.related('task_type'),
    time_entries_present: on.where((row, wanted) => String(entriesCount(row) > 0) === wanted, ['true', 'false']),
  },
  orders: {
    completed_at: (row) => (row as TaskRow).completedAt,
    due_at: by('due_at'),
    due_at_strict: by('due_at'),
    'matter.display_number': nameIn('matter', 'display_number'),
    name: by('name'),
    priority: by('priority'),
    'task_type.name': nameIn('task_type', 'name'),
  },
};
