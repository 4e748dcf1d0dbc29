import type { Anchor } from './anchor.ts';
import { isWeekend, monthOf, monthStart } from './days.ts';
import type { Firm } from './firm.ts';
import { historyDays } from './firm-setting.ts';
import type { Random } from './random.ts';

/** How busy each month is, January first: a lull in August and at the turn of the year. */
const season = [0.92, 1, 1.08, 1.02, 1.05, 0.98, 0.82, 0.72, 1.06, 1.1, 1, 0.7];

/** The calendar of a firm's history: which days are worked, and when within them. */
export class Work {
  readonly firm: Firm;
  readonly today: number;
  readonly asOf: number;
  readonly firstDay: number;
  readonly monthStart: number;

  constructor(firm: Firm, { today, asOf }: Anchor) {
    this.firm = firm;
    this.today = today;
    this.asOf = asOf;
    this.firstDay = today - historyDays;
    this.monthStart = monthStart(today);
  }

  /** An instant in the office hours of a day, never after the end of the history. */
  instant(day: number, random: Random): number {
    const second = 8 * 3600 + Math.floor((random.next() + random.next()) * 5 * 3600);
    return Math.min(this.firm.zone.epochSeconds(day, second), this.asOf);
  }

  /** A day from `from` to `to`, mostly a weekday and rarely in a quiet month. */
  workday(from: number, to: number, random: Random): number {
    let day = from;
    for (let attempt = 0; attempt < 12; attempt++) {
      day = random.between(from, to);
      const likelihood = (isWeekend(day) ? 0.05 : 1) * ((season[monthOf(day) - 1] ?? 1) / 1.1);
      if (random.chance(likelihood)) return day;
    }
    return day;
  }
}
