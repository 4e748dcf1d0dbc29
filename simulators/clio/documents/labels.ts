import { notFound } from '../api/errors.ts';
import type { ItemRow } from '../firm/document-rows.ts';
import type { Nested } from '../firm/firm.ts';
import { propertiesFrom } from '../writes/external-properties.ts';
import type { Data } from '../writes/read-data.ts';
import { optionalId } from './input.ts';

export interface Labels {
  category: Nested | null;
  properties: readonly Nested[];
}

/** Category and external properties as the body wants them; what it does not mention stays. Changes nothing yet. */
export function labelsFrom(item: Pick<ItemRow, 'firm' | 'name' | keyof Labels>, data: Data, now: number): Labels {
  let { category } = item;
  const categoryId = optionalId(data, 'document_category');
  if (categoryId !== undefined) {
    category = item.firm.documentCategories.find(({ id }) => id === categoryId) ?? null;
    if (!category) throw notFound();
  }
  return { category, properties: propertiesFrom(item, data, now) };
}
