import { isDeepStrictEqual } from 'node:util';
import type { Answer } from './clio.ts';
import { Mismatch } from './requirement.ts';

/** `what` completes the sentence "expected … ". */
export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Mismatch(`expected ${what}`);
}

export function equals(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Mismatch(`expected ${what} to be ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

/** Any of the statuses. */
export function hasStatus(answer: Answer, ...statuses: readonly number[]): void {
  if (statuses.includes(answer.status)) return;
  const wanted = statuses.join(' or ');
  throw new Mismatch(`expected ${wanted} of ${answer.asked}, got ${answer.status} ${answer.text.slice(0, 200)}`);
}

/** `{"error":{"type":…,"message":…}}`, with this type where one is known. */
export function isErrorA(answer: Answer, type?: string): void {
  const error = answer.body['error'] as { type?: unknown; message?: unknown } | undefined;
  holds(
    typeof error?.type === 'string' && typeof error.message === 'string',
    `an error with type and message, got ${answer.text.slice(0, 200)}`,
  );
  if (type !== undefined) equals(error?.type, type, 'error.type');
}

/** `{"error":"…","error_description":"…"}`. */
export function isErrorB(answer: Answer, error: string): void {
  equals(answer.body['error'], error, 'error');
  holds(typeof answer.body['error_description'] === 'string', 'an error_description');
}

export function hasFields(record: Readonly<Record<string, unknown>>, fields: readonly string[], what: string): void {
  equals(Object.keys(record).sort(), [...fields].sort(), `the fields of ${what}`);
}

/** Of an amount as Clio shows it. */
export const cents = (value: unknown) => Math.round(Number(value) * 100);
