import { notFound, unprocessable } from '../api/errors.ts';
import { customValue } from '../firm/custom-values.ts';
import { parseDay } from '../firm/days.ts';
import type { ContactRow, CustomValue } from '../firm/people-rows.ts';
import type { CustomFieldRow } from '../firm/setting-rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { customValueId } from '../resources/custom-field-values.ts';
import type { Given } from './given.ts';

type Parent = MatterRow | ContactRow;

/**
 * Writes `custom_field_values`: with the value's own `id` (`text_line-991`) a value that has a row is changed, or taken
 * away with `_destroy`; with `custom_field` a row is made, which is 422 when there is one, empty or not.
 */
export function writeCustomValues(parent: Parent, parentType: CustomFieldRow['parentType'], given: Given): void {
  const items = given.items('custom_field_values');
  if (items.length === 0) return;
  const fields = parent.firm.tables.custom_fields.rows.filter((field) => field.parentType === parentType);
  const values = new Map(parent.customValues);
  const current = (field: CustomFieldRow) => values.get(field) ?? customValue(parent, field);
  for (const item of items) {
    if (item.has('id') && item.data['id'] !== null) {
      const field = fields.find((known) => customValueId(parent, known) === item.data['id']);
      if (!field || current(field) === 'absent') throw notFound();
      values.set(field, item.flag('_destroy') === true ? 'absent' : textFor(field, item, current(field)));
    } else {
      const id = item.inside('custom_field')?.data['id'];
      const field = fields.find((known) => known.id === Number(id));
      if (!field || field.deleted) throw notFound();
      if (current(field) !== 'absent') {
        throw unprocessable(`custom field value for custom field ${field.id} already exists`);
      }
      values.set(field, textFor(field, item, null));
    }
  }
  parent.customValues = values;
}

/** A record that was not there when the firm's values were made up has none. */
export function withoutCustomValues(parent: Parent): void {
  parent.customValues = new Map(parent.firm.tables.custom_fields.rows.map((field) => [field, 'absent']));
}

/** Every value is kept as text, and has to be one of the field's kind. */
function textFor({ fieldType, name, options }: CustomFieldRow, item: Given, current: CustomValue): CustomValue {
  const value = item.data['value'];
  if (value === undefined) return current;
  if (value === null || value === '') return null;
  if (typeof value === 'object') throw unprocessable(`value of ${name} must be a string`);
  const text = String(value);
  const isOption = () => options.some(({ id, deleted_at: gone }) => String(id) === text && gone === null);
  const good =
    fieldType === 'checkbox'
      ? ['true', 'false'].includes(text)
      : fieldType === 'numeric' || fieldType === 'currency'
        ? Number.isFinite(Number(text))
        : fieldType === 'date'
          ? parseDay(text) !== undefined
          : fieldType === 'picklist'
            ? isOption()
            : true;
  if (!good) throw unprocessable(`value of ${name} is not valid for a ${fieldType} field`);
  return text;
}
