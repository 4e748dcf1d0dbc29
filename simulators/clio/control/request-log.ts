import { Bell } from '../bell.ts';

export interface LoggedRequest {
  /** Counts up from 1. */
  sequence: number;
  /** ISO 8601, by the simulator's clock. */
  at: string;
  method: string;
  path: string;
  query: string;
  /** `matters`, `oauth`, `storage`: what the first part of the path names. */
  resource: string;
  /** 0 when the connection was dropped. */
  status: number;
  accountId: number | null;
  /** The kinds of the faults that hit it. */
  faults: readonly string[];
}

/** All that are given must fit. */
export interface RequestFilter {
  method?: string;
  resource?: string;
  /** A status, or a class of them: `4xx`. */
  status?: string;
  accountId?: number;
  /** A part of path and query. */
  text?: string;
}

export interface WaitOptions {
  /** How many matching requests to wait for. Default 1. */
  count?: number;
  /** Only those after this sequence number count. Default: those that come from now on. */
  since?: number;
  /** Default 10,000, in the machine's time. */
  timeoutMs?: number;
}

/** The last requests that Clio's hosts were asked; the control door's own are not among them. */
export class RequestLog {
  readonly #capacity: number;
  readonly #entries: LoggedRequest[] = [];
  readonly #bell = new Bell();
  #sequence = 0;

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  add(entry: Omit<LoggedRequest, 'sequence'>): void {
    this.#sequence++;
    // A ring: what falls out is overwritten in place.
    this.#entries[(this.#sequence - 1) % this.#capacity] = { sequence: this.#sequence, ...entry };
    this.#bell.ring();
  }

  /** Those after a sequence number that fit the filter, oldest first. */
  since(sequence: number, filter: RequestFilter = {}): LoggedRequest[] {
    const found: LoggedRequest[] = [];
    const oldest = Math.max(sequence + 1, this.#sequence - this.#capacity + 1, 1);
    for (let wanted = oldest; wanted <= this.#sequence; wanted++) {
      const entry = this.#entries[(wanted - 1) % this.#capacity];
      if (entry && fits(entry, filter)) found.push(entry);
    }
    return found;
  }

  /** Ends every wait with what it would have at the end of its time. */
  close(): void {
    this.#bell.close();
  }

  /**
   * The matching requests, as soon as there are as many as were wanted; undefined when the time is over first. A
   * request is seen when its answer is decided, before it is sent.
   */
  wait(filter: RequestFilter, options: WaitOptions = {}): Promise<LoggedRequest[] | undefined> {
    const { count = 1, since = this.#sequence, timeoutMs = 10_000 } = options;
    return this.#bell.until(() => {
      const found = this.since(since, filter);
      return found.length >= count ? found : undefined;
    }, timeoutMs);
  }

  get last(): number {
    return this.#sequence;
  }
}

function fits(entry: LoggedRequest, { method, resource, status, accountId, text }: RequestFilter): boolean {
  return (
    (method === undefined || entry.method === method) &&
    (resource === undefined || entry.resource === resource) &&
    (status === undefined || new RegExp(`^${status.replaceAll('x', '\\d')}$`).test(String(entry.status))) &&
    (accountId === undefined || entry.accountId === accountId) &&
    (text === undefined || (entry.path + entry.query).includes(text))
  );
}
