import type { Row } from '../firm/rows.ts';
import type { PracticeAreaRow } from '../firm/setting-rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, readField, type Shape } from './shape.ts';

export const practiceAreaShape: Shape = defineShape<PracticeAreaRow>('PracticeArea', {
  ...recordFields('practice_areas'),
  name: ({ name }) => name,
  code: ({ code }) => code,
  category: ({ category }) => category,
});

const on = filtersOn(() => practiceAreaShape);
const by = (field: string) => (row: Row) => readField(practiceAreaShape, row, field);

export const practiceAreas: Resource = {
  name: 'practice_areas',
  shape: practiceAreaShape,
  limitMax: 200,
  permission: 'Matters',
  filters: {
    ...commonFilters,
    code: on.equal('code'),
    matter_id: on.id((row, wanted) => row.firm.tables.matters.find(wanted ?? 0)?.practiceArea === row),
    name: on.equal('name'),
  },
  orders: { category: by('category'), code: by('code'), name: by('name') },
};
