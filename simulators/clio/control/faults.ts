import type { Clock } from '../clock.ts';
import { Random } from '../firm/random.ts';

/** What can go wrong with an answer; the first ones replace it, the rest spoil it on its way. */
export const faultKinds = [
  '429',
  '500',
  '502',
  '503',
  '409',
  '403-html',
  '400-empty',
  'upload-timeout',
  'drop',
  'drop-midway',
  'truncate',
  'wrong-type',
  'delay',
  'dribble',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface FaultWish {
  kind: FaultKind;
  /** `matters`, `oauth` for everything under `/oauth`, `storage` for uploads and downloads; null for every request. */
  resource: string | null;
  /** Only requests of this method; null for all. */
  method: string | null;
  /** How many requests it hits; null for any number, until its time is over or it is cleared. */
  count: number | null;
  /** For how long, by the simulator's clock; null for as long as there is something left of it. */
  seconds: number | null;
  /** 1 for every matching request; otherwise by lot, the same lots for the same seed. */
  probability: number;
  seed: string;
  /** How long a `delay` holds an answer back, and a `dribble` every piece of it. */
  delayMs: number;
  /** What a `429` says in `Retry-After`. */
  retryAfterSeconds: number;
}

export interface Fault extends Omit<FaultWish, 'count' | 'seconds' | 'seed'> {
  id: number;
  /** How many requests it still hits; null for any number. */
  remaining: number | null;
  /** ISO 8601; null where it has no end. */
  until: string | null;
}

interface Armed {
  fault: Fault;
  random: Random;
}

/** What is to go wrong: each fault hits the requests that match it, until it is used up, over or cleared. */
export class Faults {
  #armed: Armed[] = [];
  #lastId = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Only the kind is needed: it then hits the next request, whatever it is for. */
  add(wish: Pick<FaultWish, 'kind'> & Partial<FaultWish>): Fault {
    const { count = wish.seconds === undefined ? 1 : null, seconds = null, seed = 'faults', ...rest } = wish;
    const fault: Fault = {
      id: ++this.#lastId,
      // Only the confirmation of an upload can take too long.
      resource: wish.kind === 'upload-timeout' ? 'documents' : null,
      method: wish.kind === 'upload-timeout' ? 'PATCH' : null,
      probability: 1,
      delayMs: 1000,
      retryAfterSeconds: 1,
      ...rest,
      remaining: count,
      until: seconds === null ? null : new Date(this.#clock.now() + seconds * 1000).toISOString(),
    };
    this.#armed.push({ fault, random: new Random(`${seed}/${fault.kind}`) });
    return fault;
  }

  /** All of them, or the one with this id. */
  clear(id?: number): void {
    this.#armed = id === undefined ? [] : this.#armed.filter(({ fault }) => fault.id !== id);
  }

  list(): readonly Fault[] {
    this.#dropSpent();
    return this.#armed.map(({ fault }) => fault);
  }

  /** The faults that hit this request: of those that slow it down all, of the others the first. */
  take(method: string, resource: string): readonly Fault[] {
    if (this.#armed.length === 0) return [];
    this.#dropSpent();
    const hitting: Fault[] = [];
    for (const { fault, random } of this.#armed) {
      if (fault.resource !== null && fault.resource !== resource) continue;
      if (fault.method !== null && fault.method !== method) continue;
      if (!isSlowing(fault) && hitting.some((other) => !isSlowing(other))) continue;
      if (fault.probability < 1 && !random.chance(fault.probability)) continue;
      if (fault.remaining !== null) fault.remaining--;
      hitting.push(fault);
    }
    this.#dropSpent();
    return hitting;
  }

  #dropSpent(): void {
    const now = this.#clock.now();
    this.#armed = this.#armed.filter(
      ({ fault: { remaining, until } }) => remaining !== 0 && (until === null || Date.parse(until) > now),
    );
  }
}

export function isSlowing({ kind }: Fault): boolean {
  return kind === 'delay' || kind === 'dribble';
}
