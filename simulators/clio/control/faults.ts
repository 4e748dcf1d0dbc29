export const faultKinds = ['429', '500', '403-html', 'drop', 'truncate', 'delay'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  /** How many requests it still hits. */
  remaining: number;
  /** `matters`, or `oauth` for everything under `/oauth`; null for every request. */
  resource: string | null;
  /** How long a `delay` holds an answer back. */
  delayMs: number;
}

/** What is to go wrong next. Each fault hits the next requests that match it, then it is used up. */
export class Faults {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  clear(): void {
    this.#faults = [];
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** The faults that hit this request: every delay, and the first of the others. */
  take(path: string): readonly Fault[] {
    if (this.#faults.length === 0) return [];
    const resource = /^\/api\/v4\/(\w+)/.exec(path)?.[1] ?? (path.startsWith('/oauth/') ? 'oauth' : '');
    const hitting: Fault[] = [];
    for (const fault of this.#faults) {
      if (fault.resource !== null && fault.resource !== resource) continue;
      if (fault.kind !== 'delay' && hitting.some(({ kind }) => kind !== 'delay')) continue;
      fault.remaining--;
      hitting.push(fault);
    }
    this.#faults = this.#faults.filter(({ remaining }) => remaining > 0);
    return hitting;
  }
}
