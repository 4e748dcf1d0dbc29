/** Clio refuses longer values of a webhook's `fields`. */
const lengthMax = 1_000;
/** What tells two deliveries apart. */
const always = ['id', 'etag', 'updated_at'];

/** Watches `updated_at` alone: for an account that refuses some of the fields that are stored. */
export const leastWatched = always.join(',');

/**
 * The `fields` of a webhook: Clio tells of an update only where one of them changed, so all that is stored is named.
 *
 * @param stored the `fields` of the list that the copy is read from; undefined where the copy has no such records.
 */
export function watchedFields(stored: string | undefined): string {
  const parts = [...always];
  let length = leastWatched.length;
  for (const part of topLevel(stored ?? '')) {
    if (parts.includes(part) || length + part.length + 1 > lengthMax) continue;
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join(',');
}

/** `a,b{c,d}` has two parts. */
function topLevel(fields: string): string[] {
  return fields.match(/[^,{}]+(\{[^{}]*\})?/g) ?? [];
}
