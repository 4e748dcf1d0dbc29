import { daySeconds, dayText } from './days.ts';

interface Transition {
  /** Epoch seconds from which the offset holds. */
  from: number;
  offsetSeconds: number;
}

const firstYear = 2012;
const lastYear = 2045;

/** Finding them takes some hundred calls of `Intl`. */
const known = new Map<string, readonly Transition[]>();

/**
 * One IANA zone with its offset changes looked up once: `Intl` takes microseconds per call, which would dominate the
 * time of serving a page.
 */
export class TimeZone {
  readonly name: string;
  readonly #transitions: readonly Transition[];
  readonly #suffixes = new Map<number, string>();

  constructor(name: string) {
    this.name = name;
    this.#transitions = known.get(name) ?? transitionsOf(name);
    known.set(name, this.#transitions);
  }

  offsetSeconds(epochSeconds: number): number {
    let low = 0;
    let high = this.#transitions.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#transitions[middle]?.from ?? 0) <= epochSeconds) low = middle;
      else high = middle - 1;
    }
    return this.#transitions[low]?.offsetSeconds ?? 0;
  }

  /** Clio's form of an instant: `2026-03-02T09:14:07-08:00`. */
  format(epochSeconds: number): string {
    const offset = this.offsetSeconds(epochSeconds);
    const local = epochSeconds + offset;
    const day = Math.floor(local / daySeconds);
    const second = local - day * daySeconds;
    const time = `${minutes[Math.floor(second / 60)]}:${two(second % 60)}`;
    return `${dayText(day)}T${time}${this.#suffix(offset)}`;
  }

  /** The instant, in epoch seconds, of a local day and second of that day. */
  epochSeconds(day: number, secondOfDay: number): number {
    const local = day * daySeconds + secondOfDay;
    const guess = local - this.offsetSeconds(local);
    return local - this.offsetSeconds(guess);
  }

  dayOf(epochSeconds: number): number {
    return Math.floor((epochSeconds + this.offsetSeconds(epochSeconds)) / daySeconds);
  }

  #suffix(offset: number): string {
    let suffix = this.#suffixes.get(offset);
    if (suffix === undefined) {
      const minutes = Math.abs(offset) / 60;
      suffix = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
      this.#suffixes.set(offset, suffix);
    }
    return suffix;
  }
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** `09:14` for every minute of a day. */
const minutes = Array.from({ length: 1440 }, (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);

/** Steps by month and halves the interval where the offset differs; no zone in use changes twice within a month. */
function transitionsOf(zone: string): readonly Transition[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsetAt = (epochSeconds: number): number => {
    const part = format.formatToParts(epochSeconds * 1000).find(({ type }) => type === 'timeZoneName');
    const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(part?.value ?? '');
    const seconds = Number(match?.[2] ?? 0) * 3600 + Number(match?.[3] ?? 0) * 60;
    return match?.[1] === '-' ? -seconds : seconds;
  };

  let at = Date.UTC(firstYear, 0, 1) / 1000;
  let offset = offsetAt(at);
  const transitions: Transition[] = [{ from: at, offsetSeconds: offset }];
  for (let month = 1; month <= (lastYear - firstYear) * 12; month++) {
    const next = Date.UTC(firstYear, month, 1) / 1000;
    const nextOffset = offsetAt(next);
    if (nextOffset !== offset) {
      let before = at;
      let after = next;
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (offsetAt(middle) === offset) before = middle;
        else after = middle;
      }
      transitions.push({ from: after, offsetSeconds: nextOffset });
      offset = nextOffset;
    }
    at = next;
  }
  return transitions;
}
