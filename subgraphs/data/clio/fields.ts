import { z } from 'zod';

/**
 * The kinds of values in Clio's records. Every field may be missing or null: Clio redacts what the person who connected may
 * not see, and leaves out what an account does not have.
 */
export const text = z.string().nullish();
export const flag = z.boolean().nullish();
export const day = z.iso.date().nullish();
export const instant = z.iso.datetime({ offset: true }).nullish();

/** Beyond this an amount would no longer be exact, nor plausible. */
const magnitudeMax = 1e12;
export const decimal = z.number().min(-magnitudeMax).max(magnitudeMax).nullish();
export const wholeNumber = z.number().int().nullish();

/** Clio's ids are numbers, and strings for some records: text for us. */
export const clioId = z.union([z.number().int(), z.string().min(1)]).transform(String);

/** A related record as it comes nested: its id, and its name where it was asked for. */
export const related = z.object({ id: clioId.nullish(), name: text }).nullish();
export const currency = z
  .object({
    code: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullish(),
  })
  .nullish();

/** What every record has. */
export const head = { id: clioId, etag: text, created_at: instant, updated_at: instant };
