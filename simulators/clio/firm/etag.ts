import { mix32 } from './random.ts';

/**
 * 32 hexadecimal digits in double quotes, as Clio's: a function of what the record is and how often it was edited, so
 * that no record has to store it.
 */
export function etagOf(kind: number, id: number, version: number): string {
  const low = (id % 4_294_967_296) | 0;
  const high = Math.floor(id / 4_294_967_296);
  const a = mix32(low ^ Math.imul(kind + 1, 0x9e3779b1));
  const b = mix32(a ^ Math.imul(version + 1, 0x85ebca77) ^ high);
  const c = mix32(b ^ low ^ 0xc2b2ae3d);
  const d = mix32(c + a + version);
  return `"${hex(a)}${hex(b)}${hex(c)}${hex(d)}"`;
}

/** All numbers of 16 bits as four digits: a page of records needs over a thousand of them. */
const digits = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));

function hex(value: number): string {
  return `${digits[value >>> 16]}${digits[value & 0xffff]}`;
}
