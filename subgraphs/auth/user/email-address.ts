import { z } from 'zod';

/** RFC 5321 allows a path of 256 octets with its brackets. */
const lengthMax = 254;

/**
 * The one form in which an address is stored, compared and counted: Unicode normalised first, so that two spellings of one
 * address cannot become two people, then trimmed and in lower case. Says nothing about validity.
 */
export function normalizeEmail(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

/** Whether a normalised address can receive mail, as far as its form tells. */
export function isEmail(normalized: string): boolean {
  return normalized.length <= lengthMax && z.email().safeParse(normalized).success;
}
