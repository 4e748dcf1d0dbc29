import { Bell } from '../bell.ts';
import type { WebhookEvent } from './webhook-model.ts';

export interface LoggedDelivery {
  /** Counts up from 1. */
  sequence: number;
  /** ISO 8601, by the simulator's clock. */
  at: string;
  webhookId: number;
  /** `handshake` or what happened to the record. */
  event: WebhookEvent | 'handshake';
  /** Null for a handshake. */
  recordId: number | null;
  /** 1 is the first. */
  attempt: number;
  /** What the receiver answered; 0 when it did not, or nothing was sent. */
  status: number;
  /** `dropped`: the webhook had expired, ended or lost its grant. `missing`: a fault swallowed it. */
  outcome: 'delivered' | 'failed' | 'dropped' | 'missing';
}

export interface DeliveryWait {
  webhookId?: number;
  since?: number;
  count?: number;
  timeoutMs?: number;
}

const capacity = 10_000;

/** The last attempts to reach receivers. Clio shows nobody such a list; tests need one. */
export class DeliveryLog {
  #entries: LoggedDelivery[] = [];
  #sequence = 0;
  readonly #bell = new Bell();

  add(entry: Omit<LoggedDelivery, 'sequence'>): void {
    this.#entries.push({ sequence: ++this.#sequence, ...entry });
    if (this.#entries.length > 2 * capacity) this.#entries = this.#entries.slice(-capacity);
    this.#bell.ring();
  }

  /** Those after a sequence number, oldest first. */
  since(sequence: number): LoggedDelivery[] {
    return this.#entries.filter((entry) => entry.sequence > sequence).slice(-capacity);
  }

  get last(): number {
    return this.#sequence;
  }

  /**
   * The attempts of one webhook, or of all, as soon as there are `count` after the sequence number `since`; undefined
   * when `timeoutMs` of the machine's time are over first.
   */
  wait({
    webhookId,
    since = 0,
    count = 1,
    timeoutMs = 30_000,
  }: DeliveryWait = {}): Promise<LoggedDelivery[] | undefined> {
    return this.#bell.until(() => {
      const found = this.since(since).filter((entry) => webhookId === undefined || entry.webhookId === webhookId);
      return found.length >= count ? found : undefined;
    }, timeoutMs);
  }

  /** Ends every wait with what it would have at the end of its time. */
  close(): void {
    this.#bell.close();
  }
}
