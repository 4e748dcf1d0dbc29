import type { TaskRow } from '../firm/office-rows.ts';
import { rowsByOwner } from '../firm/rows-by-owner.ts';
import type { MatterRow } from '../firm/work-rows.ts';

export function tasksOf(matter: MatterRow): readonly TaskRow[] {
  const { rows } = matter.firm.tables.tasks;
  return rowsByOwner(matter.firm, 'tasks of matters', rows, (row) => row.matter).get(matter) ?? [];
}
