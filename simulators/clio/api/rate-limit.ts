import type { SteppedClock } from '../clock.ts';
import type { RegionName } from '../region.ts';
import { isPeak } from './peak-hours.ts';

export interface RateSetting {
  /** Requests of one access token in one window, in peak hours; 0 lifts the limit at any hour. */
  limit: number;
  /** The same outside of peak hours; null for no difference. Clio does not publish how much higher its own is. */
  offPeakLimit: number | null;
  windowSeconds: number;
  /** Collections that have a limit of their own, counted apart. */
  endpoints: Readonly<Record<string, number>>;
}

export interface RateState {
  allowed: boolean;
  headers: Record<string, string>;
}

/** What `X-RateLimit-Limit` says when the limit is lifted: clients that count down never reach the end. */
const liftedLimit = 1_000_000;

/** Counts the requests of each access token in fixed windows that begin with the token's first request. */
export class RateLimit {
  setting: RateSetting;
  readonly #clock: SteppedClock;
  readonly #windows = new Map<string, { endsAt: number; used: number }>();

  constructor(clock: SteppedClock, setting: RateSetting) {
    this.#clock = clock;
    this.setting = setting;
  }

  /** Takes one request out of the token's window, or out of the collection's where it has a limit of its own. */
  take(token: string, region: RegionName, collection: string): RateState {
    const now = this.#clock.now();
    const own = Object.hasOwn(this.setting.endpoints, collection) ? this.setting.endpoints[collection] : undefined;
    const key = own === undefined ? token : `${token} ${collection}`;
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      window = { endsAt: now + this.setting.windowSeconds * 1000, used: 0 };
      this.#windows.set(key, window);
    }
    const limit = own ?? this.limitIn(region);
    const allowed = window.used < limit;
    if (allowed) window.used++;
    const headers: Record<string, string> = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - window.used)),
      'X-RateLimit-Reset': String(Math.ceil(window.endsAt / 1000) + this.#clock.skewSeconds),
    };
    if (!allowed) headers['Retry-After'] = String(Math.max(1, Math.ceil((window.endsAt - now) / 1000)));
    return { allowed, headers };
  }

  /** What holds in a region now. */
  limitIn(region: RegionName): number {
    const { limit, offPeakLimit } = this.setting;
    if (limit === 0) return liftedLimit;
    return offPeakLimit === null || isPeak(region, this.#clock.now()) ? limit : offPeakLimit;
  }

  /** Takes effect at once, with new windows. */
  set(setting: Partial<RateSetting>): void {
    this.setting = { ...this.setting, ...setting };
    this.#windows.clear();
  }
}
