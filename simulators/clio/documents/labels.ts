import { notFound, unprocessable } from '../api/errors.ts';
import type { ItemRow } from '../firm/document-rows.ts';
import { etagOf } from '../firm/etag.ts';
import type { Nested } from '../firm/firm.ts';
import { hash32 } from '../firm/random.ts';
import { type Data, isObject } from '../writes/read-data.ts';
import { optionalId } from './input.ts';

export interface Labels {
  category: Nested | null;
  properties: readonly Nested[];
}

/** Category and external properties as the body wants them; what it does not mention stays. Changes nothing yet. */
export function labelsFrom(item: Pick<ItemRow, 'firm' | 'name' | keyof Labels>, data: Data, now: number): Labels {
  let { category, properties } = item;
  const categoryId = optionalId(data, 'document_category');
  if (categoryId !== undefined) {
    category = item.firm.documentCategories.find(({ id }) => id === categoryId) ?? null;
    if (!category) throw notFound();
  }
  const changes = data['external_properties'] ?? [];
  if (!Array.isArray(changes)) throw unprocessable('external_properties must be a list');
  for (const change of changes) properties = withProperty(item, properties, change, now);
  return { category, properties };
}

/** `{id, …}` changes a property, `{id, "_destroy": true}` takes it away, anything else adds one. */
function withProperty(
  item: Pick<ItemRow, 'firm' | 'name'>,
  properties: readonly Nested[],
  change: unknown,
  now: number,
): readonly Nested[] {
  if (!isObject(change)) throw unprocessable('external_properties must be a list of objects');
  const { id, name, value, _destroy } = change;
  const known = properties.find((property) => property.id === id);
  const others = properties.filter((property) => property !== known);
  if (id !== undefined && !known) throw notFound();
  if (_destroy === true) return others;
  const at = item.firm.zone.format(now);
  if (known) {
    const changed = { ...known, ...(name !== undefined && { name }), ...(value !== undefined && { value }) };
    return properties.map((property) => (property === known ? { ...changed, updated_at: at } : property));
  }
  if (typeof name !== 'string' || name === '') throw unprocessable("external_properties.name can't be blank");
  const newId = 25_000_000_000 + hash32(`${item.firm.account.id}/${item.name}/${name}/${now}/${properties.length}`);
  const property = { id: newId, etag: etagOf(0, newId, 1), name, value: value ?? null, created_at: at, updated_at: at };
  return [...properties, property];
}
