/** Where the simulator reads the time; every instant it emits or compares comes from here. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** A clock that can be stepped forward, either from the machine's or from a given moment at which it stands still. */
export class SteppedClock implements Clock {
  readonly #read: () => number;
  readonly #onAdvance: (() => void)[] = [];
  #steppedMs = 0;
  /** How far off the clock is that Clio's answers tell the time by; it decides nothing. */
  skewSeconds = 0;

  constructor(read: () => number = Date.now) {
    this.#read = read;
  }

  /**
   * One that stands still at the present moment until it is stepped: what is to happen in a second does not happen
   * earlier because the machine is busy.
   */
  static standingStill(): SteppedClock {
    const startedAt = Date.now();
    return new SteppedClock(() => startedAt);
  }

  now(): number {
    return this.#read() + this.#steppedMs;
  }

  advance(seconds: number): void {
    this.#steppedMs += seconds * 1000;
    for (const listener of this.#onAdvance) listener();
  }

  /** Called after every step. */
  onAdvance(listener: () => void): void {
    this.#onAdvance.push(listener);
  }
}
