import { hash32 } from '../firm/random.ts';

export interface PageToken {
  /**
   * `after`: the records that follow the id; `before`: those that precede it; `at`: those from this position on, in lists
   * that come in another order than by id and take no offset.
   */
  direction: 'after' | 'before' | 'at';
  id: number;
}

/**
 * An opaque token, good only together with the parameters it was issued for: `binding` is a text that names the firm,
 * the collection and every parameter but the token itself.
 */
export function encodePageToken({ direction, id }: PageToken, binding: string): string {
  const plain = `${direction}.${id}`;
  return Buffer.from(`${plain}.${hash32(plain + binding).toString(36)}`).toString('base64url');
}

/** Undefined when the token is not one, or belongs to other parameters. */
export function decodePageToken(token: string, binding: string): PageToken | undefined {
  const match = /^(after|before|at)\.(\d{1,15})\.([0-9a-z]+)$/.exec(Buffer.from(token, 'base64url').toString());
  const id = Number(match?.[2]);
  const direction = (['after', 'before', 'at'] as const).find((known) => known === match?.[1]);
  if (!direction) return undefined;
  const decoded: PageToken = { direction, id };
  return encodePageToken(decoded, binding) === token ? decoded : undefined;
}
