import type { TaskRow } from '../firm/office-rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { tasksOf } from '../resources/tasks-of-matter.ts';
import type { Edit } from './edit.ts';
import { Given } from './given.ts';
import { taskWriter } from './tasks.ts';

/** `statute_of_limitations` of a matter is a task: the one there is changes, or one is made for whoever is responsible. */
export function writeLimitation(matter: MatterRow, given: Given, edit: Edit): void {
  const inside = given.inside('statute_of_limitations');
  if (!inside) return;
  const known = tasksOf(matter).find(({ limitation }) => limitation);
  if (known) taskWriter.update?.(edit.touch('tasks', known), only(inside, {}), edit);
  else makeTask(matter, inside, edit);
}

function makeTask(matter: MatterRow, inside: Given, edit: Edit): TaskRow | undefined {
  const data = {
    name: 'Statute of Limitations',
    description: 'Statute of Limitations',
    assignee: { id: (matter.responsible ?? edit.user).id, type: 'User' },
    matter: { id: matter.id },
    statute_of_limitations: true,
  };
  return taskWriter.create?.(only(inside, data), edit);
}

/** What can be written through the matter; everything else belongs to the task itself. */
function only({ data: { due_at, status }, version }: Given, more: Readonly<Record<string, unknown>>): Given {
  return new Given({ ...more, due_at, status }, version);
}
