import { notFound, unprocessable } from '../api/errors.ts';
import { etagOf } from '../firm/etag.ts';
import type { Nested } from '../firm/firm.ts';
import { type CustomFieldRow, customFieldTypes } from '../firm/setting-rows.ts';
import { childId } from './child-id.ts';
import type { Edit } from './edit.ts';
import { assign, type Given } from './given.ts';
import type { Writer } from './writer.ts';

export const customFieldWriter: Writer<CustomFieldRow> = {
  name: 'custom_fields',

  create(given, edit) {
    given.require('name', 'parent_type', 'field_type');
    const fieldType = given.word('field_type', customFieldTypes) ?? 'text_line';
    const parentType = given.word('parent_type', ['Matter', 'Contact', 'matter', 'contact']);
    return edit.add('custom_fields', {
      ...edit.newRow(),
      name: given.words('name') ?? '',
      fieldType,
      parentType: parentType?.toLowerCase() === 'matter' ? 'Matter' : 'Contact',
      required: given.flag('required') ?? false,
      displayed: given.flag('displayed') ?? false,
      displayOrder: given.number('display_order', 0) ?? edit.firm.tables.custom_fields.rows.length,
      deleted: false,
      written: true,
      options: fieldType === 'picklist' ? changedOptions([], given, edit) : [],
    });
  },

  /** The kind of field and what it belongs to stay as they are. */
  update(row, given, edit) {
    assign(row, {
      name: given.words('name'),
      required: given.flag('required'),
      displayed: given.flag('displayed'),
      displayOrder: given.number('display_order', 0),
      options: row.fieldType === 'picklist' ? changedOptions(row.options, given, edit) : undefined,
    });
  },

  /** The definition stays, marked, and so do the values. */
  remove(row, edit) {
    if (row.deleted) throw notFound();
    edit.touch('custom_fields', row).deleted = true;
  },
};

function changedOptions(options: readonly Nested[], given: Given, edit: Edit): readonly Nested[] {
  const now = edit.firm.zone.format(edit.now);
  const changed = [...options];
  for (const item of given.items('picklist_options')) {
    if (!item.has('id')) {
      const id = childId(edit.firm);
      const option = item.words('option');
      if (option === undefined) throw unprocessable("option can't be blank");
      changed.push({ id, etag: etagOf(110, id, 1), option, deleted_at: null, created_at: now, updated_at: now });
      continue;
    }
    const position = changed.findIndex(({ id }) => id === Number(item.data['id']));
    const known = changed[position];
    if (!known) throw notFound();
    const gone = item.flag('_destroy') === true || item.flag('_deleted') === true;
    changed[position] = {
      ...known,
      option: item.words('option') ?? known['option'],
      deleted_at: gone ? now : known['deleted_at'],
      updated_at: now,
    };
  }
  return changed;
}
