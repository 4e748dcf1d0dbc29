import type { ResourceName } from '../firm/firm.ts';

export type ChangeEvent = 'created' | 'updated' | 'deleted';

export interface LoggedChange {
  /** Counts up from 1. */
  sequence: number;
  /** ISO 8601, by the simulator's clock. */
  at: string;
  accountId: number;
  resource: ResourceName;
  id: number;
  event: ChangeEvent;
  /** After the change; before it where the record was deleted. */
  etag: string;
}

const capacity = 100_000;

/** What changed in the firms since the start, whoever changed it; the last 100,000 changes are kept. */
export class ChangeLog {
  #entries: LoggedChange[] = [];
  #sequence = 0;

  add(entry: Omit<LoggedChange, 'sequence'>): void {
    this.#entries.push({ sequence: ++this.#sequence, ...entry });
    if (this.#entries.length > 2 * capacity) this.#entries = this.#entries.slice(-capacity);
  }

  /** Those after a sequence number, oldest first. */
  since(sequence: number): readonly LoggedChange[] {
    const skipped = this.#sequence - this.#entries.length;
    return this.#entries.slice(Math.max(0, sequence - skipped));
  }

  get last(): number {
    return this.#sequence;
  }
}
