import { type Entity, getField, isEntity, setField } from './run.ts';

/** Whether a received object may be put into the data as it is; otherwise a copy of it is. */
export type MayAdopt = (field: string) => boolean;

/** Merges what a subgraph sent into what is there: objects field by field, lists of equal length item by item. */
export function merge(target: Entity, source: Entity, mayAdopt: MayAdopt = always): void {
  merger(source)(target, mayAdopt);
}

/** The same for one source and many targets. */
export function merger(source: Entity): (target: Entity, mayAdopt: MayAdopt) => void {
  const fields = Object.keys(source);
  return (target, mayAdopt) => {
    for (const field of fields) {
      const value = source[field];
      if (typeof value !== 'object' || value === null) {
        if (value !== undefined) setField(target, field, value);
        continue;
      }
      const present = getField(target, field);
      if (isEntity(value) && isEntity(present)) merge(present, value, mayAdopt(field) ? always : never);
      else if (Array.isArray(value) && Array.isArray(present) && value.length === present.length)
        mergeLists(present, value, mayAdopt(field));
      else setField(target, field, mayAdopt(field) ? value : copyOf(value));
    }
  };
}

function mergeLists(target: unknown[], source: readonly unknown[], adopt: boolean): void {
  for (const [at, value] of source.entries()) {
    const present = target[at];
    if (isEntity(value) && isEntity(present)) merge(present, value, adopt ? always : never);
    else target[at] = adopt || typeof value !== 'object' ? value : copyOf(value);
  }
}

export const always: MayAdopt = () => true;
const never: MayAdopt = () => false;

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isEntity(value)) return value;
  const copy: Entity = {};
  for (const field of Object.keys(value)) setField(copy, field, copyOf(value[field]));
  return copy;
}
