import type { IncomingMessage } from 'node:http';
import { ClioError } from './errors.ts';

/** Throws 412 when the caller holds another state of the record than the one it is about to change. */
export function requireMatch({ headers }: Pick<IncomingMessage, 'headers'>, etag: string): void {
  const wanted = headers['if-match'];
  if (wanted === undefined) return;
  const matches = wanted.split(',').some((candidate) => ['*', etag].includes(candidate.trim()));
  // The literal is not documented.
  if (!matches) throw new ClioError(412, 'PreconditionFailed', 'The record has changed since it was read.');
}
