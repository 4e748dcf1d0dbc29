import { badInput } from '@smarterfirms/platform/graph-error';

/** A month as YYYY-MM. Throws BAD_USER_INPUT for anything else. */
export function parseMonth(text: string): string {
  if (/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw badInput(`"month" is a month as YYYY-MM, for example 2026-03, got "${text.slice(0, 20)}".`);
}

/** The month that an instant lies in, in a time zone. */
export function monthOf(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}
