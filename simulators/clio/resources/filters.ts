import { parseDay } from '../firm/days.ts';
import type { Firm } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import { readField, type Shape } from './shape.ts';

/**
 * Turns the values of one query parameter into a test of rows. Throws `BadParameter` on values the parameter does not
 * take. `today` is the firm's date, such as `2026-03-02`.
 */
export type Filter = (values: readonly string[], parameter: string, today: string, firm: Firm) => (row: Row) => boolean;

/** The message is Clio's `error.message`. */
export class BadParameter extends Error {}

/** Filters on the fields of one shape. They read through it, so that an edited record is found by its new values. */
export function filtersOn(shape: () => Shape) {
  const value = (row: Row, field: string) => readField(shape(), row, field);
  const relationId = (row: Row, field: string) => {
    const related = value(row, field);
    return isObject(related) ? related['id'] : null;
  };

  return {
    boolean:
      (field: string): Filter =>
      (values, parameter) => {
        const wanted = parseBoolean(values, parameter);
        return (row) => value(row, field) === wanted;
      },

    /** Words of the query and the values they stand for: `{ open: 'Open' }`. A comma list means any of them. */
    words:
      (field: string, words: Readonly<Record<string, unknown>>): Filter =>
      (values, parameter) => {
        const wanted = parseWords(values, parameter, Object.keys(words)).map((word) => words[word]);
        return (row) => wanted.includes(value(row, field));
      },

    /** A parameter that may be repeated; any of its words will do. */
    anyWord:
      (field: string, words: readonly string[]): Filter =>
      (values, parameter) => {
        const wanted = values.flatMap((text) => parseWords([text], parameter, words));
        return (row) => wanted.includes(String(value(row, field)));
      },

    /** The id of a related record, or the literal `null`. */
    related:
      (field: string): Filter =>
      (values, parameter) => {
        const text = last(values);
        const wanted = text === 'null' ? null : parseId(text, parameter);
        return (row) => relationId(row, field) === wanted;
      },

    /** An id, or the literal `null`, that the resource itself knows what to compare with. */
    id:
      (test: (row: Row, wanted: number | null) => boolean): Filter =>
      (values, parameter) => {
        const text = last(values);
        const wanted = text === 'null' ? null : parseId(text, parameter);
        return (row) => test(row, wanted);
      },

    /** A record among a list of related ones. */
    anyRelated:
      (field: string): Filter =>
      (values, parameter) => {
        const text = last(values);
        const wanted = text === 'null' ? null : parseId(text, parameter);
        return (row) => {
          const related = value(row, field);
          if (!Array.isArray(related)) return false;
          return wanted === null ? related.length === 0 : related.some((item) => item.id === wanted);
        };
      },

    equal:
      (field: string): Filter =>
      (values) => {
        const wanted = last(values);
        return (row) => String(value(row, field)) === wanted;
      },

    /** `=2026-01-01`, `>=2026-01-01`, `<2026-01-01`; all of them must hold. */
    dates:
      (field: string): Filter =>
      (values, parameter) => {
        const tests = values.map((text) => parseDateTest(text, parameter));
        return (row) => {
          const day = value(row, field);
          return typeof day === 'string' && tests.every((test) => test(day));
        };
      },

    /** A bound given as a date or an instant, compared by date. */
    dateBound:
      (field: string, holds: (day: string, bound: string) => boolean): Filter =>
      (values, parameter) => {
        const text = last(values);
        const bound = text.slice(0, 10);
        if (parseDay(bound) === undefined) throw new BadParameter(`${parameter} must be a date, got ${text}`);
        return (row) => {
          const day = value(row, field);
          return typeof day === 'string' && holds(day.slice(0, 10), bound);
        };
      },

    /** A part of any of these fields, whatever the case. */
    text:
      (...fields: readonly string[]): Filter =>
      (values) => {
        const wanted = last(values).toLowerCase();
        return (row) =>
          fields.some((field) =>
            String(value(row, field) ?? '')
              .toLowerCase()
              .includes(wanted),
          );
      },

    /** The test is the resource's own. */
    where:
      (
        test: (row: Row, wanted: string, read: (field: string) => unknown, today: string) => boolean,
        words?: readonly string[],
      ): Filter =>
      (values, parameter, today) => {
        const wanted = words ? (parseWords(values, parameter, words)[0] ?? '') : last(values);
        return (row) => test(row, wanted, (field) => value(row, field), today);
      },
  };
}

/** Words that stand for themselves. */
export function sameWords(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((word) => [word, word]));
}

export const sinceFilters: Readonly<Record<string, Filter>> = {
  // "After" the given time: a second that was seen is not shown again.
  created_since: (values, parameter) => {
    const since = parseInstant(last(values), parameter);
    return ({ createdAt }) => createdAt > since;
  },
  updated_since: (values, parameter) => {
    const since = parseInstant(last(values), parameter);
    return ({ updatedAt }) => updatedAt > since;
  },
};

/** Those that nearly every collection has. */
export const commonFilters: Readonly<Record<string, Filter>> = {
  ...sinceFilters,
  'ids[]': (values, parameter) => {
    const wanted = new Set(values.map((text) => parseId(text, parameter)));
    return ({ id }) => wanted.has(id);
  },
};

export const excludeIds: Filter = (values, parameter) => {
  const excluded = new Set(values.map((text) => parseId(text, parameter)));
  return ({ id }) => !excluded.has(id);
};

/** A flag that is accepted and without effect: it narrows by something this simulator's firms do not have. */
export const flagWithoutEffect: Filter = (values, parameter) => {
  parseBoolean(values, parameter);
  return () => true;
};

function last(values: readonly string[]): string {
  return values.at(-1) ?? '';
}

function parseId(text: string, parameter: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new BadParameter(`${parameter} must be an integer, got ${JSON.stringify(text)}`);
  return Number(text);
}

function parseBoolean(values: readonly string[], parameter: string): boolean {
  const text = last(values);
  if (text !== 'true' && text !== 'false') throw new BadParameter(`${parameter} must be one of ["true", "false"]`);
  return text === 'true';
}

function parseWords(values: readonly string[], parameter: string, known: readonly string[]): readonly string[] {
  const words = last(values).split(',');
  if (words.every((word) => known.includes(word))) return words;
  throw new BadParameter(`${parameter} must be one of [${known.map((word) => JSON.stringify(word)).join(', ')}]`);
}

/** Epoch seconds, with the fraction. */
export function parseInstant(text: string, parameter: string): number {
  // In a query an unescaped `+` of the offset arrives as a space.
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text.replace(/ (\d{2}:?\d{2})$/, '+$1')) : Number.NaN;
  if (Number.isNaN(time))
    throw new BadParameter(`${parameter} must be an ISO-8601 timestamp, got ${JSON.stringify(text)}`);
  return time / 1000;
}

function parseDateTest(text: string, parameter: string): (day: string) => boolean {
  const match = /^(>=|<=|=|>|<)?(\d{4}-\d{2}-\d{2})$/.exec(text);
  const bound = match?.[2];
  if (!bound || parseDay(bound) === undefined) {
    throw new BadParameter(
      `${parameter} must be an operator and a date such as >=2026-01-31, got ${JSON.stringify(text)}`,
    );
  }
  switch (match[1]) {
    case '>':
      return (day) => day > bound;
    case '>=':
      return (day) => day >= bound;
    case '<':
      return (day) => day < bound;
    case '<=':
      return (day) => day <= bound;
    default:
      return (day) => day === bound;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
