import type { Row } from '../firm/rows.ts';
import { type Given, release } from './given.ts';
import { isObject } from './read-data.ts';

/** What the control door had put in the place of a field ends when someone writes the field itself. */
export function releaseWritten(row: Row, { data }: Given): void {
  const written = Object.keys(data).filter((name) => {
    const value = data[name];
    // A list changes what is there, an empty relation changes nothing.
    return value !== null && !Array.isArray(value) && !(isObject(value) && Object.keys(value).length === 0);
  });
  release(row, ...written);
}
