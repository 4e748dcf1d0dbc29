import type { Alarms } from '../alarms.ts';
import type { Clock } from '../clock.ts';
import { DeliveryLog, type LoggedDelivery } from './delivery-log.ts';
import { post } from './post.ts';
import { signature } from './signature.ts';
import { WebhookFaults } from './webhook-faults.ts';
import type { WebhookEvent } from './webhook-model.ts';
import type { WebhookRow } from './webhook-row.ts';

/** After the first attempt there are five more, 2, 4, 8, 16 and 32 minutes after each other. */
const attemptsMax = 6;
const firstRetryMs = 120_000;

interface Delivery {
  webhook: WebhookRow;
  event: WebhookEvent;
  recordId: number;
  body: string;
  /** 1 is the first. */
  attempt: number;
  /** Milliseconds since 1970: when this attempt was due. Retries count from here, so that one long step of the clock plays them all. */
  dueAt: number;
}

/** What the dispatcher has to know and do about subscriptions. */
interface Subscriptions {
  isActive(webhook: WebhookRow): boolean;
  suspend(webhook: WebhookRow): void;
}

/**
 * Brings deliveries to receivers: those of one webhook one after the other, those of different ones side by side.
 *
 * An answer of 2xx or 3xx is a delivery; 410 is one too and ends the subscription; everything else, and silence, is
 * tried again until the attempts are used up, which suspends the subscription.
 */
export class Dispatcher {
  readonly faults = new WebhookFaults();
  readonly log = new DeliveryLog();
  readonly #clock: Clock;
  readonly #alarms: Alarms;
  readonly #timeoutMs: number;
  readonly #subscriptions: Subscriptions;
  readonly #lanes = new Map<WebhookRow, Promise<void>>();
  /** Those that a fault holds back until the next one of the same webhook has gone out. */
  readonly #held = new Map<WebhookRow, Delivery>();
  readonly #closing = new AbortController();

  constructor({ clock, alarms }: { clock: Clock; alarms: Alarms }, timeoutMs: number, subscriptions: Subscriptions) {
    this.#clock = clock;
    this.#alarms = alarms;
    this.#timeoutMs = timeoutMs;
    this.#subscriptions = subscriptions;
  }

  /** `data` is the record's chosen fields as JSON text. */
  send(webhook: WebhookRow, event: WebhookEvent, recordId: number, data: string): void {
    const body = `{"data":${data},"meta":{"event":"${event}","webhook_id":${webhook.id}}}`;
    const now = this.#clock.now();
    const delivery: Delivery = { webhook, event, recordId, body, attempt: 1, dueAt: now };
    const fault = this.faults.take(webhook.model);
    switch (fault?.kind) {
      case 'missing':
        this.#note(delivery, 0, 'missing');
        return;
      case 'late': {
        const dueAt = now + fault.delaySeconds * 1000;
        this.#alarms.at(dueAt, () => this.#queue({ ...delivery, dueAt }));
        return;
      }
      case 'reordered': {
        const held = this.#held.get(webhook);
        this.#held.set(webhook, delivery);
        if (held) this.#queue(held);
        return;
      }
      case 'duplicated':
        this.#queue(delivery);
        break;
    }
    this.#queue(delivery);
    const held = this.#held.get(webhook);
    this.#held.delete(webhook);
    if (held) this.#queue(held);
  }

  /** The unsigned question whether the receiver wants this webhook; a receiver that says nothing stays unconfirmed. */
  async handshake(webhook: WebhookRow): Promise<boolean> {
    const { url, sharedSecret } = webhook;
    const body = JSON.stringify({ data: { webhook_id: webhook.id } });
    const answer = await this.#post(url, body, { 'X-Hook-Secret': sharedSecret });
    const confirmed = answer.status === 200 && answer.headers.get('x-hook-secret') === sharedSecret;
    this.#log({
      webhookId: webhook.id,
      event: 'handshake',
      recordId: null,
      attempt: 1,
      status: answer.status,
      outcome: answer.status >= 200 && answer.status < 400 ? 'delivered' : 'failed',
    });
    // The answer to the question for an address that has been replaced meanwhile says nothing about the new one.
    return confirmed && webhook.url === url;
  }

  /** Gives up what is under way. */
  close(): void {
    this.#closing.abort();
    this.log.close();
  }

  #queue(delivery: Delivery): void {
    const { webhook } = delivery;
    const lane = (this.#lanes.get(webhook) ?? Promise.resolve())
      .then(() => this.#attempt(delivery))
      .finally(() => {
        if (this.#lanes.get(webhook) === lane) this.#lanes.delete(webhook);
      });
    this.#lanes.set(webhook, lane);
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { webhook, body, attempt, dueAt } = delivery;
    if (this.#closing.signal.aborted) return;
    if (!this.#subscriptions.isActive(webhook)) {
      this.#note(delivery, 0, 'dropped');
      return;
    }

    const { status } = await this.#post(webhook.url, body, {
      'X-Hook-Signature': signature(webhook.sharedSecret, body),
    });
    if (this.#closing.signal.aborted) return;
    const delivered = (status >= 200 && status < 400) || status === 410;
    this.#note(delivery, status, delivered ? 'delivered' : 'failed');
    if (status === 410 || (!delivered && attempt === attemptsMax)) this.#subscriptions.suspend(webhook);
    else if (!delivered) {
      const nextAt = dueAt + firstRetryMs * 2 ** (attempt - 1);
      this.#alarms.at(nextAt, () => this.#queue({ ...delivery, attempt: attempt + 1, dueAt: nextAt }));
    }
  }

  #post(url: string, body: string, headers: Readonly<Record<string, string>>) {
    return post(url, body, headers, { timeoutMs: this.#timeoutMs, closing: this.#closing.signal });
  }

  #note({ webhook, event, recordId, attempt }: Delivery, status: number, outcome: LoggedDelivery['outcome']): void {
    this.#log({ webhookId: webhook.id, event, recordId, attempt, status, outcome });
  }

  #log(entry: Omit<LoggedDelivery, 'sequence' | 'at'>): void {
    this.log.add({ at: new Date(this.#clock.now()).toISOString(), ...entry });
  }
}
