import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const dateTimePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const decimalPattern = /^-?\d{1,12}(\.\d{1,4})?$/;

function invalid(name: string, expected: string, value: unknown): GraphQLError {
  return new GraphQLError(`${name} expects ${expected}, got ${JSON.stringify(value)?.slice(0, 60)}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** An instant. In: ISO 8601 with a zone. Out: ISO 8601 in UTC, to the millisecond. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant as ISO 8601 with a zone, for example 2026-03-02T17:14:07.000Z.',
  serialize(value) {
    const date = value instanceof Date ? value : new Date(String(value));
    if (Number.isNaN(date.getTime())) throw invalid('DateTime', 'an instant', value);
    return date.toISOString();
  },
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

function parseDateTime(value: unknown): Date {
  if (typeof value !== 'string' || !dateTimePattern.test(value))
    throw invalid('DateTime', 'ISO 8601 with a zone', value);
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw invalid('DateTime', 'an instant that exists', value);
  return date;
}

/** A calendar day without a zone, as `YYYY-MM-DD` on both sides. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day without a zone, as YYYY-MM-DD.',
  serialize(value) {
    return parseDate(value instanceof Date ? value.toISOString().slice(0, 10) : value);
  },
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
});

function parseDate(value: unknown): string {
  if (typeof value !== 'string' || !datePattern.test(value)) throw invalid('Date', 'YYYY-MM-DD', value);
  const date = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value)
    throw invalid('Date', 'a day that exists', value);
  return value;
}

/** Hours as an exact decimal, carried as a string so that no float ever rounds it. */
export const HoursScalar = new GraphQLScalarType<string, string>({
  name: 'Hours',
  description: 'Hours as an exact decimal in a string, for example "1.5".',
  serialize: parseHours,
  parseValue: parseHours,
  parseLiteral: (node) => parseHours('value' in node ? node.value : undefined),
});

function parseHours(value: unknown): string {
  const text = String(value);
  if (!decimalPattern.test(text)) throw invalid('Hours', 'a decimal with at most four places', value);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** An amount of money in the currency's minor unit (cents), a whole number within ±2^53. */
export const MinorUnitsScalar = new GraphQLScalarType<number, number>({
  name: 'MinorUnits',
  description: "A whole number of the currency's minor unit, for example cents.",
  serialize: (value) => parseMinorUnits(typeof value === 'bigint' ? Number(value) : value),
  parseValue: parseMinorUnits,
  parseLiteral: (node) => parseMinorUnits(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function parseMinorUnits(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw invalid('MinorUnits', 'a whole number', value);
  return value;
}
