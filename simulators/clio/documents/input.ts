import { unprocessable } from '../api/errors.ts';
import type { Data } from '../writes/read-data.ts';
import { isObject } from '../writes/read-data.ts';

/** A text that has to be there. Throws 422 naming the field. */
export function requiredText(data: Data, field: string): string {
  const value = data[field];
  if (typeof value !== 'string' || value.trim() === '') throw unprocessable(`${field} can't be blank`);
  return value;
}

/** Undefined where the field was not sent. */
export function optionalText(data: Data, field: string): string | undefined {
  return data[field] === undefined || data[field] === null ? undefined : requiredText(data, field);
}

/** Epoch seconds; undefined where the field was not sent, null where it was cleared. */
export function optionalInstant(data: Data, field: string): number | null | undefined {
  const value = data[field];
  if (value === undefined || value === null) return value;
  const ms = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw unprocessable(`${field} must be an ISO-8601 timestamp`);
  return Math.floor(ms / 1000);
}

/** The id in `{"document_category":{"id":1}}`; undefined where the field was not sent. */
export function optionalId(data: Data, field: string): number | undefined {
  const value = data[field];
  if (value === undefined || value === null) return undefined;
  const id = isObject(value) ? value['id'] : undefined;
  if (typeof id !== 'number') throw unprocessable(`${field} must be {"id": …}`);
  return id;
}
