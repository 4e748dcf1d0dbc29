export interface LoggedRequest {
  /** Counts up from 1. */
  sequence: number;
  /** ISO 8601, by the simulator's clock. */
  at: string;
  method: string;
  path: string;
  query: string;
  /** 0 when the connection was dropped. */
  status: number;
  accountId: number | null;
}

/** The last requests that Clio's hosts were asked; the control door's own are not among them. */
export class RequestLog {
  readonly #capacity: number;
  readonly #entries: LoggedRequest[] = [];
  #sequence = 0;

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  add(entry: Omit<LoggedRequest, 'sequence'>): void {
    this.#sequence++;
    // A ring: what falls out is overwritten in place.
    this.#entries[(this.#sequence - 1) % this.#capacity] = { sequence: this.#sequence, ...entry };
  }

  /** Those after a sequence number, oldest first. */
  since(sequence: number): LoggedRequest[] {
    const found: LoggedRequest[] = [];
    const oldest = Math.max(sequence + 1, this.#sequence - this.#capacity + 1, 1);
    for (let wanted = oldest; wanted <= this.#sequence; wanted++) {
      const entry = this.#entries[(wanted - 1) % this.#capacity];
      if (entry) found.push(entry);
    }
    return found;
  }

  get last(): number {
    return this.#sequence;
  }
}
