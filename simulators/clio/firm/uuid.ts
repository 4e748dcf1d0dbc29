import { mix32 } from './random.ts';
import type { Row } from './rows.ts';

/** A UUID that follows from a record's id, so that no record has to store it. */
export function uuidOf({ id }: Row): string {
  const low = (id % 4_294_967_296) | 0;
  const a = mix32(low ^ Math.floor(id / 4_294_967_296));
  const b = mix32(a ^ 0x2545f491);
  const c = mix32(b ^ low);
  const d = mix32(c ^ a);
  const hex = [a, b, c, d].map((part) => part.toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
