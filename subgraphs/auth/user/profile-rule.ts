import type { Refusal } from '../refusal.ts';

const nameLengthMax = 200;
const phoneDigits = { min: 5, max: 15 };

export interface Profile {
  name: string;
  phone: string | null;
  timeZone: string;
  locale: string;
}

export type ProfileCode = 'NAME_REQUIRED' | 'PHONE_INVALID' | 'TIME_ZONE_INVALID' | 'LOCALE_INVALID';
type Checked<Value> = { value: Value } | { refusal: Refusal<ProfileCode> };

const rules: { [Field in keyof Profile]: (text: string | null) => Checked<Profile[Field]> } = {
  name(text) {
    // Control characters would let a name break the line of an email header or a log.
    const name = (text ?? '')
      .normalize('NFC')
      .replace(/\p{Cc}+/gu, ' ')
      .trim();
    if (name !== '' && [...name].length <= nameLengthMax) return { value: name };
    return refused('NAME_REQUIRED', `Give a name of 1 to ${nameLengthMax} characters.`, 'name');
  },
  phone(text) {
    const phone = (text ?? '').trim();
    if (phone === '') return { value: null };
    const digits = phone.replace(/\D/g, '').length;
    const isPhone = /^\+?[\d\s().-]+$/.test(phone) && digits >= phoneDigits.min && digits <= phoneDigits.max;
    if (isPhone) return { value: phone };
    return refused(
      'PHONE_INVALID',
      'Give a phone number as digits, with + and the country code, or leave it empty.',
      'phone',
    );
  },
  timeZone(text) {
    if (text !== null && isTimeZone(text)) return { value: text };
    return refused(
      'TIME_ZONE_INVALID',
      `There is no time zone "${(text ?? '').slice(0, 60)}". Use an IANA name such as America/New_York.`,
      'timeZone',
    );
  },
  locale(text) {
    const locale = canonicalLocale(text ?? '');
    if (locale) return { value: locale };
    return refused(
      'LOCALE_INVALID',
      `"${(text ?? '').slice(0, 60)}" is no language tag. Use one such as en-US.`,
      'locale',
    );
  },
};

/** The fields that are given, in the form in which they are stored, or what is wrong with the first that is not right. */
export function checkProfile<Given extends Partial<{ [Field in keyof Profile]: string | null | undefined }>>(
  given: Given,
): Checked<Pick<Profile, keyof Given & keyof Profile>> {
  const profile: Record<string, string | null> = {};
  for (const field of ['name', 'phone', 'timeZone', 'locale'] as const) {
    const text = given[field];
    if (text === undefined) continue;
    const checked = rules[field](text);
    if ('refusal' in checked) return checked;
    profile[field] = checked.value;
  }
  return { value: profile as Pick<Profile, keyof Given & keyof Profile> };
}

function refused(code: ProfileCode, message: string, field: keyof Profile): { refusal: Refusal<ProfileCode> } {
  return { refusal: { code, message, field } };
}

function isTimeZone(name: string): boolean {
  // Intl also takes offsets such as +02:00, which know no summer time.
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

function canonicalLocale(tag: string): string | undefined {
  try {
    return tag.length <= 35 ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch {
    return undefined;
  }
}
