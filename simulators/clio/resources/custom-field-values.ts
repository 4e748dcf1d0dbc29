import { customValue } from '../firm/custom-values.ts';
import { etagOf } from '../firm/etag.ts';
import type { ContactRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import type { CustomFieldRow } from '../firm/setting-rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { BadParameter, type Filter } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { defineShape, named, one } from './shape.ts';
import type { View } from './view.ts';

type Parent = MatterRow | ContactRow;

interface Value {
  parent: Parent;
  field: CustomFieldRow;
  /** Whether the record has a row for the field; a displayed field without one is shown with `id` null. */
  stored: boolean;
  text: string | null;
}

/** `text_line-991`. */
export function customValueId(parent: Parent, field: CustomFieldRow): string {
  return `${field.fieldType}-${parent.id * 2 ** 20 + (field.id % 2 ** 20)}`;
}

const valueId = ({ parent, field }: Value) => parent.id * 2 ** 20 + (field.id % 2 ** 20);
const at = ({ parent, stored }: Value) => (stored ? parent.firm.zone.format(parent.createdAt) : null);

/** No collection of its own: values are shown inside matters and contacts, under ids such as `text_line-991`. */
defineShape<Value>(
  'CustomFieldValue',
  {
    id: (value) => (value.stored ? customValueId(value.parent, value.field) : null),
    etag: (value) => (value.stored ? etagOf(91, valueId(value), value.parent.version) : null),
    field_name: ({ field }) => field.name,
    field_type: ({ field }) => field.fieldType,
    field_displayed: ({ field }) => field.displayed,
    field_display_order: ({ field }) => field.displayOrder,
    field_required: ({ field }) => field.required,
    value: ({ text }) => text,
    soft_deleted: ({ field }) => field.deleted,
    created_at: at,
    updated_at: at,
  },
  {
    contact: one<Value>(named('Contact'), ({ parent, field, text }) =>
      field.fieldType === 'contact' ? parent.firm.tables.contacts.find(Number(text)) : null,
    ),
    custom_field: one<Value>(named('CustomField'), ({ field }) => field),
    matter: one<Value>(named('Matter'), ({ parent, field, text }) =>
      field.fieldType === 'matter' ? parent.firm.tables.matters.find(Number(text)) : null,
    ),
    picklist_option: one<Value>(
      // Values are shown one level deep, where the label of the option could not be asked for; it is shown with the stub.
      () => ({ ...nested('PicklistOption')(), stub: ['id', 'etag', 'option'] }),
      ({ field, text }) => field.options.find(({ id }) => String(id) === text),
    ),
  },
);

/** The values of a record in the order of their fields; those of fields that are out of use are marked, not left out. */
export function customFieldValues(parent: Parent, parentType: CustomFieldRow['parentType'], view: View): Value[] {
  const values: Value[] = [];
  for (const field of parent.firm.tables.custom_fields.rows) {
    if (field.parentType !== parentType) continue;
    if (view.customFieldIds && !view.customFieldIds.has(field.id)) continue;
    const value = customValue(parent, field);
    if (value !== 'absent') values.push({ parent, field, stored: true, text: value });
    else if (field.displayed && !field.deleted) values.push({ parent, field, stored: false, text: null });
  }
  return values;
}

const compared = ['currency', 'date', 'time', 'numeric'];

/** `custom_field_values[12]=>=100`: an operator may stand before values that have an order, and only before those. */
export function customFieldFilter(parentOf: (row: Row) => Parent): Filter {
  return (values, parameter, _today, firm) => {
    const id = Number(/\[(\d+)\]$/.exec(parameter)?.[1]);
    const field = firm.tables.custom_fields.find(id);
    if (!field) throw new BadParameter(`${parameter}: there is no such custom field`);
    const tests = values.map((given) => {
      const [, operator = '', wanted = ''] = /^(>=|<=|=|>|<)?(.*)$/s.exec(given) ?? [];
      if (operator !== '' && !compared.includes(field.fieldType)) {
        throw new BadParameter(`${parameter}: a ${field.fieldType} field takes no operator`);
      }
      return (text: string) => holds(operator, compare(field, text, wanted));
    });
    return (row) => {
      const value = customValue(parentOf(row), field);
      return value !== null && value !== 'absent' && tests.every((test) => test(value));
    };
  };
}

function compare({ fieldType }: CustomFieldRow, left: string, right: string): number {
  if (fieldType === 'currency' || fieldType === 'numeric') return Number(left) - Number(right);
  return left === right ? 0 : left < right ? -1 : 1;
}

function holds(operator: string, difference: number): boolean {
  switch (operator) {
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    default:
      return difference === 0;
  }
}
