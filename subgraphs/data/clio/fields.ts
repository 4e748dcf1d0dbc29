import { z } from 'zod';

/**
 * The kinds of values in Clio's records. Every field may be missing or null: Clio redacts what the person who connected may
 * not see, and leaves out what an account does not have.
 */
export const text = z.string().nullish();
/** A text that lists are ordered by: PostgreSQL's indexes take no longer ones. */
export const title = z.string().max(500).nullish();
export const flag = z.boolean().nullish();
/** PostgreSQL knows no year 0. */
const hasYear = (text: string) => !text.startsWith('0000');
/** Nor an offset of sixteen hours and more. */
const isNearUtc = (text: string) => !/[+-](1[6-9]|2\d):?\d\d$/.test(text);
export const day = z.iso.date().refine(hasYear, 'There is no year 0').nullish();
export const instant = z.iso
  .datetime({ offset: true })
  .refine(hasYear, 'There is no year 0')
  .refine(isNearUtc, 'No zone is so far from UTC')
  .nullish();

/** Beyond this an amount would no longer be exact, nor plausible. */
const magnitudeMax = 1e12;
export const decimal = z.number().min(-magnitudeMax).max(magnitudeMax).nullish();
export const wholeNumber = z.number().int().nullish();
/** What fits a PostgreSQL integer. */
export const integer = z
  .number()
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1)
  .nullish();

/** Clio's ids are numbers, and strings for some records: text for us, and short enough for an index. */
export const clioId = z.union([z.number().int(), z.string().min(1).max(200)]).transform(String);

/** A related record as it comes nested: its id, and its name where it was asked for. */
export const related = z.object({ id: clioId.nullish(), name: text }).nullish();
/** Where Clio gives the currency as its ISO code alone. */
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .nullish();
export const currency = z.object({ code: currencyCode }).nullish();

/** Somebody or something of one of several kinds: a user or a contact, a matter or a folder. */
export const participant = z.object({ id: clioId.nullish(), type: text, name: text }).nullish();

/** Several of something; where they are hidden Clio writes `{"redacted": true}` instead of the list. */
export function list<Item extends z.ZodType>(item: Item) {
  const hidden = z.object({ redacted: z.literal(true) }).transform(() => null);
  return z.union([z.array(item), hidden]).nullish();
}

/** A list as the text of a JSON column; what is not known stays so. */
export function asJson(values: readonly unknown[] | null | undefined): string | null {
  return values ? JSON.stringify(values) : null;
}

/** The ids of related records, without those that are hidden. */
export function idsOf(values: readonly z.infer<typeof related>[] | null | undefined): string[] | null {
  return values ? values.flatMap((value) => value?.id ?? []) : null;
}

/** What every record has. */
export const head = { id: clioId, etag: text, created_at: instant, updated_at: instant };
