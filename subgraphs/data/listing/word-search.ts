import { badInput } from '@smarterfirms/platform/graph-error';
import { Prisma } from '../generated/prisma/client.ts';

const queryLengthMax = 200;
/** Each word is looked for in every row of the firm. */
const queryWordsMax = 8;

/**
 * The words that a search asks for.
 *
 * @throws BAD_USER_INPUT when it is longer than a search may be.
 */
export function wordsOf(query: string): string[] {
  if (query.length > queryLengthMax) {
    throw badInput(`"query" may have up to ${queryLengthMax} characters, got ${query.length}.`);
  }
  if (query.includes('\0')) throw badInput('"query" must not contain the character NUL.');
  const words = query.split(/\s+/).filter(Boolean);
  if (words.length > queryWordsMax) {
    throw badInput(`"query" may have up to ${queryWordsMax} words, got ${words.length}.`);
  }
  return words;
}

/** What a column `search`, which is in lower case, is like when the word occurs in it. */
export function occurrenceOf(word: string): Prisma.Sql {
  return Prisma.sql`lower(${`%${word.replace(/[\\%_]/g, '\\$&')}%`})`;
}
