import type { Row } from '../firm/rows.ts';
import { type CustomFieldRow, customFieldTypes } from '../firm/setting-rows.ts';
import { commonFilters, filtersOn, sameWords } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, readField, type Shape } from './shape.ts';

export const customFieldShape: Shape = defineShape<CustomFieldRow>(
  'CustomField',
  {
    ...recordFields('custom_fields'),
    name: ({ name }) => name,
    parent_type: ({ parentType }) => parentType,
    field_type: ({ fieldType }) => fieldType,
    required: ({ required }) => required,
    displayed: ({ displayed }) => displayed,
    display_order: ({ displayOrder }) => displayOrder,
    deleted: ({ deleted }) => deleted,
  },
  { picklist_options: many<CustomFieldRow>(nested('PicklistOption'), ({ options }) => options) },
);

const on = filtersOn(() => customFieldShape);
const by = (field: string) => (row: Row) => readField(customFieldShape, row, field);

export const customFields: Resource = {
  name: 'custom_fields',
  shape: customFieldShape,
  limitMax: 200,
  permission: 'Custom fields',
  hidden: { by: (row) => readField(customFieldShape, row, 'deleted') === true, shownBy: ['deleted'] },
  filters: {
    ...commonFilters,
    deleted: on.boolean('deleted'),
    field_type: on.words('field_type', sameWords(customFieldTypes)),
    parent_type: on.words('parent_type', { matter: 'Matter', contact: 'Contact' }),
    query: on.text('name'),
    visible_and_required: on.where(
      (_, wanted, read) => (read('displayed') === true && read('required') === true) === (wanted === 'true'),
      ['true', 'false'],
    ),
  },
  orders: { display_order: by('display_order'), name: by('name') },
};
