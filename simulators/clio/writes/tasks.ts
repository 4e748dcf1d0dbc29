import { unprocessable } from '../api/errors.ts';
import type { Firm } from '../firm/firm.ts';
import type { TaskRow } from '../firm/office-rows.ts';
import type { ContactRow, UserRow } from '../firm/people-rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import type { Edit } from './edit.ts';
import { assign, type Given, keep } from './given.ts';
import type { Writer } from './writer.ts';

const priorities = ['High', 'Normal', 'Low', 'high', 'normal', 'low'] as const;
const plainStatuses = ['complete', 'pending'] as const;
const allStatuses = ['complete', 'pending', 'in_progress', 'in_review', 'draft'] as const;

export const taskWriter: Writer<TaskRow> = {
  name: 'tasks',

  create(given, edit) {
    given.require('name', 'description', 'assignee');
    const assignee = assigneeOf(given, edit.firm);
    if (!assignee) throw unprocessable("assignee can't be blank");
    const matter = given.related('matter', edit.firm.tables.matters) ?? null;
    touchMatter(matter, edit);
    const task: TaskRow = {
      ...edit.newRow(),
      name: given.words('name') ?? '',
      description: null,
      matter,
      assignee,
      assigner: edit.user,
      type: null,
      dueDay: null,
      status: 'pending',
      completedAt: null,
      priority: 'normal',
      isPrivate: false,
      limitation: false,
      estimatedSeconds: null,
    };
    apply(task, given, edit);
    return edit.add('tasks', task);
  },

  update(task, given, edit) {
    touchMatter(task.matter, edit);
    const matter = given.relatedOrNone('matter', edit.firm.tables.matters);
    if (matter) touchMatter(matter, edit);
    assign(task, { name: given.words('name'), assignee: assigneeOf(given, edit.firm), matter });
    apply(task, given, edit);
  },

  remove(task, edit) {
    touchMatter(task.matter, edit);
    edit.remove('tasks', task);
  },
};

function apply(task: TaskRow, given: Given, edit: Edit): void {
  const permission = given.word('permission', ['private', 'public']);
  assign(task, {
    description: given.text('description'),
    dueDay: given.day('due_at'),
    type: given.relatedOrNone('task_type', edit.firm.tables.task_types),
    priority: given.word('priority', priorities)?.toLowerCase() as TaskRow['priority'] | undefined,
    isPrivate: permission === undefined ? undefined : permission === 'private',
    limitation: given.flag('statute_of_limitations'),
    estimatedSeconds: given.number('time_estimated', 0),
  });
  const status = given.word('status', statusesOf(edit.firm));
  if (status !== undefined && status !== task.status) {
    task.status = status;
    task.completedAt = status === 'complete' ? edit.now : null;
  }
  keep(task, {
    notify_completion: given.flag('notify_completion'),
    description_text_type: given.word('description_text_type', ['plain_text', 'rich_text']),
  });
}

/** Accounts without advanced tasks know two statuses; whether a firm has them shows in the tasks it has. */
function statusesOf({ tables }: Firm): readonly TaskRow['status'][] {
  const advanced = tables.tasks.rows.some(({ status }) => status !== 'complete' && status !== 'pending');
  return advanced ? allStatuses : plainStatuses;
}

/** Written with `User` or `Contact`, where reading tells persons and companies apart. */
function assigneeOf(given: Given, { tables }: Firm): UserRow | ContactRow | undefined {
  const type = given.inside('assignee')?.word('type', ['User', 'Contact']);
  if (given.inside('assignee')?.has('id') && !type) throw unprocessable("assignee.type can't be blank");
  return type === 'Contact' ? given.related('assignee', tables.contacts) : given.related('assignee', tables.users);
}

/** A matter shows whether it has tasks. */
function touchMatter(matter: MatterRow | null, edit: Edit): void {
  if (matter) edit.touch('matters', matter);
}
