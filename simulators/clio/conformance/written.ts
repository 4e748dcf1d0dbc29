import type { Clio, Json } from './clio.ts';
import { hasStatus, isErrorA } from './expectations.ts';
import { Skipped } from './requirement.ts';

/** A contact of its own, to be changed and deleted. */
export const person = (clio: Clio, more: Json = {}) =>
  clio.write('POST', 'contacts?fields=id,etag,name,first_name', {
    type: 'Person',
    first_name: 'Con',
    last_name: 'Formance',
    ...more,
  });

/** A company of its own. */
export const company = (clio: Clio) => clio.write('POST', 'contacts', { type: 'Company', name: 'Conformance Ltd' });

/** A matter of its own. */
export async function matterFor(clio: Clio, client: Json, more: Json = {}): Promise<Json> {
  return clio.write('POST', 'matters?fields=id,etag,status', {
    client: { id: client['id'] },
    description: 'Conformance',
    ...more,
  });
}

/** The first record of a list; skips the check where there is none, saying `what` is missing. */
export const someRecord = async (clio: Clio, path: string, what: string): Promise<Json> => {
  const [found] = (await clio.page(path)).data;
  if (!found) throw new Skipped(`the firm has no ${what}`);
  return found;
};

/** One of the statuses, with an error of type and message. */
export async function refused(
  clio: Clio,
  method: string,
  path: string,
  data: Json | undefined,
  ...statuses: number[]
): Promise<void> {
  const answer = await clio.ask(method, path, data ? { data } : {});
  hasStatus(answer, ...statuses);
  isErrorA(answer);
}
