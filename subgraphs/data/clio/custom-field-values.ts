import { z } from 'zod';
import { asJson, clioId, list, text } from './fields.ts';

/** What a matter or a contact is asked for; one level of braces, so the field and the picked option come as stubs. */
export const customFieldValueFields =
  'custom_field_values{id,field_name,field_type,value,soft_deleted,custom_field,picklist_option}';

/** Clio's document has every value as a text; answers may hold numbers and booleans. */
const value = z.union([z.string(), z.number(), z.boolean()]).transform(String).nullish();
const stub = z.object({ id: clioId.nullish(), option: text }).nullish();

export const customFieldValues = list(
  z.object({
    field_name: text,
    field_type: text,
    value,
    soft_deleted: z.boolean().nullish(),
    custom_field: stub,
    picklist_option: stub,
  }),
);

/** The values as the copy keeps them. Those of fields that are out of use are left out, empty ones stay. */
export interface StoredCustomFieldValue {
  fieldClioId: string | null;
  name: string | null;
  type: string | null;
  /** Of a picklist the id of the option. */
  value: string | null;
  /** Of a picklist what the option says, where Clio told it. */
  option: string | null;
}

export function storedCustomFieldValues(values: z.infer<typeof customFieldValues>): string | null {
  const stored = values
    ?.filter(({ soft_deleted }) => !soft_deleted)
    .map(
      (given): StoredCustomFieldValue => ({
        fieldClioId: given.custom_field?.id ?? null,
        name: given.field_name ?? null,
        type: given.field_type ?? null,
        value: given.value ?? null,
        option: given.picklist_option?.option ?? null,
      }),
    );
  return asJson(stored);
}
