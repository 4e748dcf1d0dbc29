import type { Clock } from '../clock.ts';

export interface RateSetting {
  /** Requests of one access token in one window; 0 lifts the limit. */
  limit: number;
  windowSeconds: number;
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
  readonly #clock: Clock;
  readonly #windows = new Map<string, { endsAt: number; used: number }>();

  constructor(clock: Clock, setting: RateSetting) {
    this.#clock = clock;
    this.setting = setting;
  }

  /** Takes one request out of the token's window. */
  take(token: string): RateState {
    const now = this.#clock.now();
    let window = this.#windows.get(token);
    if (!window || window.endsAt <= now) {
      window = { endsAt: now + this.setting.windowSeconds * 1000, used: 0 };
      this.#windows.set(token, window);
    }
    const limit = this.setting.limit === 0 ? liftedLimit : this.setting.limit;
    const allowed = window.used < limit;
    if (allowed) window.used++;
    const headers: Record<string, string> = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - window.used)),
      'X-RateLimit-Reset': String(Math.ceil(window.endsAt / 1000)),
    };
    if (!allowed) headers['Retry-After'] = String(Math.max(1, Math.ceil((window.endsAt - now) / 1000)));
    return { allowed, headers };
  }

  /** Takes effect at once, with new windows. */
  set(setting: RateSetting): void {
    this.setting = setting;
    this.#windows.clear();
  }
}
