import type { TaskTypeRow } from '../firm/setting-rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, readField, type Shape } from './shape.ts';

export const taskTypeShape: Shape = defineShape<TaskTypeRow>('TaskType', {
  ...recordFields('task_types'),
  name: ({ name }) => name,
  deleted_at: ({ firm, deletedAt }) => (deletedAt === null ? null : firm.zone.format(deletedAt)),
});

const on = filtersOn(() => taskTypeShape);

export const taskTypes: Resource = {
  name: 'task_types',
  shape: taskTypeShape,
  limitMax: 200,
  permission: 'Tasks',
  filters: {
    ...commonFilters,
    enabled: on.where((_, wanted, read) => (read('deleted_at') === null) === (wanted === 'true'), ['true', 'false']),
    name: on.equal('name'),
    query: on.text('name'),
  },
  orders: { name: (row) => readField(taskTypeShape, row, 'name') },
};
