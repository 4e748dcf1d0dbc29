import type { SteppedClock } from './clock.ts';

interface Alarm {
  /** Milliseconds since 1970, by the clock. */
  at: number;
  run: () => void;
}

/** The longest wait of the machine's own timer; it is only asked to look again. */
const waitMaxMs = 3_600_000;

/**
 * What is to happen at a moment of the simulator's clock. Stepping the clock forward runs what has become due before
 * the step returns; between steps the machine's time does. A waiting alarm does not keep the process alive.
 */
export class Alarms {
  readonly #clock: SteppedClock;
  #waiting: Alarm[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: SteppedClock) {
    this.#clock = clock;
    clock.onAdvance(() => this.#runDue());
  }

  /** Runs at once when the moment has passed already, though never before this call returns. */
  at(moment: number, run: () => void): void {
    const position = this.#waiting.findIndex(({ at }) => at > moment);
    this.#waiting.splice(position < 0 ? this.#waiting.length : position, 0, { at: moment, run });
    this.#wait();
  }

  clear(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
  }

  #runDue(): void {
    const now = this.#clock.now();
    while ((this.#waiting[0]?.at ?? Number.POSITIVE_INFINITY) <= now) this.#waiting.shift()?.run();
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const [next] = this.#waiting;
    if (!next) return;
    const waitMs = Math.min(Math.max(next.at - this.#clock.now(), 0), waitMaxMs);
    this.#timer = setTimeout(() => this.#runDue(), waitMs);
    this.#timer.unref();
  }
}
