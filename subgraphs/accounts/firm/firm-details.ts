import { badInput } from '@smarterfirms/platform/graph-error';
import type { FirmDetails } from './firm-records.ts';

/** A value of the input that was not accepted: the code and message for the client, and the field it came in. */
export interface Refusal<Code extends string> {
  code: Code;
  message: string;
  field: string;
}

export type FirmDetailsCode = 'NAME_REQUIRED' | 'TIME_ZONE_INVALID' | 'CURRENCY_INVALID';
type Checked<Value> = { value: Value } | { refusal: Refusal<FirmDetailsCode> };

/** Checks whatever of a firm's details is given; the first value that is not accepted decides. */
export function checkDetails<Given extends Partial<FirmDetails>>(given: Given): Checked<Given> {
  const value = { ...given };
  for (const field of ['name', 'timeZone', 'currency'] as const) {
    const text = given[field];
    if (text === undefined) continue;
    const checked = checks[field](text);
    if ('refusal' in checked) return checked;
    value[field] = checked.value;
  }
  return { value };
}

const nameLengthMax = 200;
const timeZones = new Set(Intl.supportedValuesOf('timeZone'));
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The name without surrounding or repeated spaces, and without control characters, which no row can hold or subject line bear. Throws BAD_USER_INPUT when it is longer than a name can be. */
function checkName(text: string): Checked<string> {
  const value = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (value.length > nameLengthMax) {
    throw badInput(`A firm's name has at most ${nameLengthMax} characters, got ${value.length}.`);
  }
  return value ? { value } : refused('NAME_REQUIRED', 'Give the firm a name.', 'name');
}

/**
 * The time zone by the name that this runtime lists. Browsers differ in which of two names of one zone they report
 * (Asia/Kolkata, Asia/Calcutta), so a name counts when it stands for a listed zone.
 */
function checkTimeZone(text: string): Checked<string> {
  const value = canonicalTimeZone(text);
  return value
    ? { value }
    : refused(
        'TIME_ZONE_INVALID',
        `Expected an IANA time zone such as America/Toronto, got ${quoted(text)}.`,
        'timeZone',
      );
}

function checkCurrency(text: string): Checked<string> {
  return currencies.has(text)
    ? { value: text }
    : refused('CURRENCY_INVALID', `Expected an ISO 4217 currency such as USD, got ${quoted(text)}.`, 'currency');
}

function canonicalTimeZone(text: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    // UTC is a zone that Intl knows but does not list; offsets such as +05:00 are not zones.
    return timeZones.has(timeZone) || timeZone === 'UTC' ? timeZone : undefined;
  } catch {
    return undefined;
  }
}

function refused(code: FirmDetailsCode, message: string, field: string): Checked<string> {
  return { refusal: { code, message, field } };
}

const checks = { name: checkName, timeZone: checkTimeZone, currency: checkCurrency };

const quoted = (text: string) => `"${text.slice(0, 40)}"`;
