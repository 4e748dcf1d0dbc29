/** Calendar days as whole numbers: days since 1970-01-01. */

export const daySeconds = 86_400;

const texts = new Map<number, string>();

/** `2026-03-02`. */
export function dayText(day: number): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * daySeconds * 1000).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

/** The day of `2026-03-02`; undefined when the text is not a calendar day. */
export function parseDay(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time)) return undefined;
  const day = time / (daySeconds * 1000);
  return dayText(day) === text ? day : undefined;
}

/** 0 is Sunday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function isWeekend(day: number): boolean {
  const number = weekday(day);
  return number === 0 || number === 6;
}

const months = new Map<number, number>();

/** 1 to 12. */
export function monthOf(day: number): number {
  let month = months.get(day);
  if (month === undefined) {
    month = Number(dayText(day).slice(5, 7));
    months.set(day, month);
  }
  return month;
}

export function monthStart(day: number): number {
  return day - Number(dayText(day).slice(8, 10)) + 1;
}

export function nextMonthStart(day: number): number {
  return monthStart(monthStart(day) + 31);
}

export function nextWorkday(day: number): number {
  let candidate = day;
  while (isWeekend(candidate)) candidate++;
  return candidate;
}
