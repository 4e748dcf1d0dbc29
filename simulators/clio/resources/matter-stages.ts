import type { MatterStageRow } from '../firm/setting-rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, type Shape } from './shape.ts';

export const matterStageShape: Shape = defineShape<MatterStageRow>('MatterStage', {
  ...recordFields('matter_stages'),
  name: ({ name }) => name,
  order: ({ order }) => order,
  // A text here, a number everywhere else.
  practice_area_id: ({ practiceArea }) => String(practiceArea.id),
});

const on = filtersOn(() => matterStageShape);

/** Can be listed only: Clio has neither a way to read one nor to write them. */
export const matterStages: Resource = {
  name: 'matter_stages',
  shape: matterStageShape,
  limitMax: 200,
  single: false,
  permission: 'Matters',
  filters: {
    ...commonFilters,
    practice_area_id: on.id((row, wanted) => (row as MatterStageRow).practiceArea.id === wanted),
  },
  orders: undefined,
};
