/** How values read to one person: their language, their firm's time zone. */
export interface Formats {
  /** An exact amount from minor units. */
  money(value: { amount: number; currency: string }): string;
  /** Hours from an exact decimal: "1.5" as 1.50. */
  hours(value: string): string;
  count(value: number): string;
  /** A size of a file, in the unit that leaves few digits. */
  bytes(value: number): string;
  /** 0–100 as a whole percentage, rounded down: 100 % means all of it. */
  percent(value: number): string;
  /** A calendar day, which has no zone: 2026-03-02 is that day everywhere. */
  day(value: string): string;
  /** An instant, with its zone where that is not obvious. */
  instant(value: string): string;
  /** An instant's time of day to the second, in the firm's zone. */
  clock(value: string): string;
  /** A month as YYYY-MM. */
  month(value: string): string;
  /** How far an instant lies from now. */
  ago(value: string, nowMs: number): string;
}

/** @param timeZone IANA name; days (Date) ignore it. */
export function createFormats(locale: string, timeZone: string): Formats {
  const number = new Intl.NumberFormat(locale);
  const hours = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  });
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', second: '2-digit', timeZone });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const currencies = new Map<string, Intl.NumberFormat>();

  function currencyFormat(currency: string): Intl.NumberFormat {
    let format = currencies.get(currency);
    if (!format) {
      format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      currencies.set(currency, format);
    }
    return format;
  }

  return {
    money({ amount, currency }) {
      const format = currencyFormat(currency);
      // The decimal goes in as text: a division could round cents of large amounts.
      return format.format(decimal(amount, format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    hours: (value) => hours.format(value as Intl.StringNumericLiteral),
    count: (value) => number.format(value),
    bytes(value) {
      const step = Math.min(Math.floor(Math.log10(Math.max(value, 1)) / 3), byteUnits.length - 1);
      const unit = byteUnits[step] ?? 'byte';
      const size = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 });
      return size.format(value / 1000 ** step);
    },
    percent: (value) => percent.format(Math.floor(value) / 100),
    day: (value) => day.format(new Date(`${value}T00:00:00Z`)),
    instant: (value) => instant.format(new Date(value)),
    clock: (value) => clock.format(new Date(value)),
    month: (value) => month.format(new Date(`${value}-01T00:00:00Z`)),
    ago(value, nowMs) {
      const seconds = (Date.parse(value) - nowMs) / 1000;
      for (const [unit, length] of units) {
        if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
      }
      return relative.format(0, 'second');
    },
  };
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

function decimal(minorUnits: number, places: number): Intl.StringNumericLiteral {
  const sign = minorUnits < 0 ? '-' : '';
  const digits = String(Math.abs(minorUnits)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${sign}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}` as Intl.StringNumericLiteral;
}

/** A time left, in the coarsest words that still help. */
export function roughDuration(seconds: number): string {
  if (seconds < 45) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
  const hours = Math.round(seconds / 3600);
  return hours === 1 ? 'about an hour' : `about ${hours} hours`;
}

/** How long something took, in its two largest units. */
export function exactDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

/** A locale that Intl knows, from a profile that anybody could have filled in. */
export function knownLocale(locale: string | null | undefined, fallback = 'en-US'): string {
  try {
    return (locale && Intl.DateTimeFormat.supportedLocalesOf(locale)[0]) || fallback;
  } catch {
    return fallback;
  }
}
