/** The texts are English, so of a person's locale only an English one decides how dates and numbers are written. */
export function englishLocale(locale: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(locale);
    return canonical && /^en\b/.test(canonical) ? canonical : 'en-US';
  } catch {
    return 'en-US';
  }
}

/** An instant in the reader's zone, with the zone named, for example "Monday, November 23, 2026 at 6:03 PM EST". */
export function instantText(iso: string, { timeZone, locale }: { timeZone: string; locale: string }): string {
  return new Intl.DateTimeFormat(englishLocale(locale), {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(new Date(iso));
}

export function countText(count: number, { locale }: { locale: string }): string {
  return new Intl.NumberFormat(englishLocale(locale)).format(count);
}

/** How long something took, rounded as a person would say it. */
export function durationText(fromIso: string, toIso: string): string {
  const seconds = Math.max(Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 1000), 1);
  if (seconds < 90) return plural(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return plural(minutes, 'minute');
  return plural(Math.round(minutes / 60), 'hour');
}

/** A text from elsewhere as a sentence of its own. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
