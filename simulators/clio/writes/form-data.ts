import { badArgument } from '../api/errors.ts';

/**
 * The nested value behind a form: `data[name]=x`, `data[matter][id]=1`, `data[events][]=created`. Every value is a text,
 * which the rules take where JSON has numbers and booleans. A list of objects is written with indices: `data[a][0][b]`.
 */
export function nestedForm(form: Iterable<readonly [string, string]>): Record<string, unknown> {
  const whole: Record<string, unknown> = Object.create(null);
  for (const [name, value] of form) {
    const keys = [...name.matchAll(/\[?([^[\]]+)\]?|\[(\])/g)].map(([, key, list]) => (list ? '' : (key ?? '')));
    let inside = whole;
    for (const [depth, key] of keys.entries()) {
      const own = key === '' ? String(Object.keys(inside).length) : key;
      if (depth === keys.length - 1) inside[own] = value;
      else {
        inside[own] ??= Object.create(null);
        const next = inside[own];
        if (typeof next !== 'object') throw badArgument(`${name} is both a value and an object`);
        inside = next as Record<string, unknown>;
      }
    }
  }
  return listed(whole) as Record<string, unknown>;
}

/** Objects whose keys count up from 0 are lists. */
function listed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inside]) => [key, listed(inside)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, inside]) => inside) : Object.fromEntries(entries);
}
