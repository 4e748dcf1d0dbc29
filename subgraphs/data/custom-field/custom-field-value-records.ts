import type { StoredCustomFieldValue } from '../clio/custom-field-values.ts';
import { keyedLoader } from '../keyed-loader.ts';
import type { ReadFirm } from '../read-firm.ts';

interface ValuesRow {
  clioId: string;
  customFieldValues: unknown;
}

/** What the custom fields of matters and of contacts hold, by Clio's id of these. */
export function customFieldLoaders(read: ReadFirm) {
  const select = { clioId: true, customFieldValues: true };
  return {
    valuesOfMatter: keyedLoader<ValuesRow>(
      (clioIds) =>
        read((rows, firmId) =>
          rows.matter.findMany({ select, where: { firmId, clioId: { in: [...clioIds] }, deletedAt: null } }),
        ),
      (matter) => matter.clioId,
    ),
    valuesOfContact: keyedLoader<ValuesRow>(
      (clioIds) =>
        read((rows, firmId) =>
          rows.contact.findMany({ select, where: { firmId, clioId: { in: [...clioIds] }, deletedAt: null } }),
        ),
      (contact) => contact.clioId,
    ),
  };
}

/** The column holds what the mapping of Clio's records wrote there. */
export function storedValues(row: ValuesRow | null): StoredCustomFieldValue[] | null {
  return (row?.customFieldValues ?? null) as StoredCustomFieldValue[] | null;
}
