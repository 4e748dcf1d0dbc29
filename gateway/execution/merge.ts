import { type Entity, getField, isEntity, setField } from './run.ts';

/** Whether a received object may be put into the data as it is; otherwise a copy of it is. */
export type MayAdopt = (field: string) => boolean;

/** Merges what a subgraph sent into what is there: objects field by field, lists of equal length item by item. */
export function merge(target: Entity, source: Entity, mayAdopt: MayAdopt = always): void {
  for (const field of Object.keys(source)) {
    const value = source[field];
    if (value === undefined) continue;
    const present = getField(target, field);
    if (isEntity(value) && isEntity(present)) merge(present, value, mayAdopt(field) ? always : never);
    else if (Array.isArray(value) && Array.isArray(present) && value.length === present.length)
      mergeLists(present, value, mayAdopt(field));
    else if (typeof value === 'object' && value !== null && !mayAdopt(field)) setField(target, field, copyOf(value));
    else setField(target, field, value);
  }
}

function mergeLists(target: unknown[], source: readonly unknown[], adopt: boolean): void {
  for (const [at, value] of source.entries()) {
    const present = target[at];
    if (isEntity(value) && isEntity(present)) merge(present, value, adopt ? always : never);
    else target[at] = adopt || typeof value !== 'object' ? value : copyOf(value);
  }
}

const always: MayAdopt = () => true;
const never: MayAdopt = () => false;

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isEntity(value)) return value;
  const copy: Entity = {};
  for (const field of Object.keys(value)) setField(copy, field, copyOf(value[field]));
  return copy;
}
