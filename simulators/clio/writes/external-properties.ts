import { notFound, unprocessable } from '../api/errors.ts';
import { etagOf } from '../firm/etag.ts';
import type { Firm, Nested } from '../firm/firm.ts';
import { hash32 } from '../firm/random.ts';
import { type Data, isObject } from './read-data.ts';

/** Something that applications may label with names and values of their own. */
interface Labelled {
  readonly firm: Firm;
  /** Tells it from others, for the ids of its labels. */
  readonly name: string;
  readonly properties: readonly Nested[];
}

/**
 * The `external_properties` as the body wants them; what it does not mention stays. `{id, …}` changes a property,
 * `{id, "_destroy": true}` takes it away, anything else adds one. Changes nothing yet.
 */
export function propertiesFrom(item: Labelled, data: Data, now: number): readonly Nested[] {
  const changes = data['external_properties'] ?? [];
  if (!Array.isArray(changes)) throw unprocessable('external_properties must be a list');
  let { properties } = item;
  for (const change of changes) properties = withProperty({ ...item, properties }, change, now);
  return properties;
}

function withProperty({ firm, name: owner, properties }: Labelled, change: unknown, now: number): readonly Nested[] {
  if (!isObject(change)) throw unprocessable('external_properties must be a list of objects');
  const { id, name, value, _destroy } = change;
  const known = properties.find((property) => property.id === id);
  const others = properties.filter((property) => property !== known);
  if (id !== undefined && !known) throw notFound();
  if (_destroy === true) return others;
  const at = firm.zone.format(now);
  if (known) {
    const changed = { ...known, ...(name !== undefined && { name }), ...(value !== undefined && { value }) };
    return properties.map((property) => (property === known ? { ...changed, updated_at: at } : property));
  }
  if (typeof name !== 'string' || name === '') throw unprocessable("external_properties.name can't be blank");
  const newId = 25_000_000_000 + hash32(`${firm.account.id}/${owner}/${name}/${now}/${properties.length}`);
  const property = { id: newId, etag: etagOf(0, newId, 1), name, value: value ?? null, created_at: at, updated_at: at };
  return [...properties, property];
}
