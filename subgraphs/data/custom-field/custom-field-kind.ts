import { nodeKind } from '../listing/node-kind.ts';
import { CustomField, type CustomFieldRow, toCustomField } from './custom-field.ts';

export const customFieldKind = nodeKind<CustomFieldRow, CustomField>({
  name: 'CustomField',
  type: CustomField,
  scope: 'matters:read',
  idKind: 'customField',
  table: 'custom_field',
  columns: ['name', 'parentType', 'fieldType', 'required', 'displayed', 'displayOrder', 'picklistOptions'],
  show: toCustomField,
});
