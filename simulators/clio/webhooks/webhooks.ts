import { randomBytes } from 'node:crypto';
import type { Alarms } from '../alarms.ts';
import type { SteppedClock } from '../clock.ts';
import type { Firm } from '../firm/firm.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Grants } from '../oauth/grants.ts';
import type { StateFile } from '../state-file.ts';
import { Dispatcher } from './dispatcher.ts';
import { collectionOf } from './webhook-model.ts';
import type { WebhookRow } from './webhook-row.ts';

export interface WebhookOptions {
  /** Whether `http` addresses of this machine are taken beside `https` ones. */
  loopbackHttp: boolean;
  /** How long a receiver may take to answer, in the machine's time. */
  timeoutMs: number;
}

type KeptWebhook = Omit<WebhookRow, 'firm' | 'user' | 'overrides' | 'reported'> & {
  accountId: number;
  userId: number;
};

export interface WebhookRecords {
  webhooks: KeptWebhook[];
}

interface Parts {
  clock: SteppedClock;
  alarms: Alarms;
  grants: Grants;
  file: StateFile<WebhookRecords>;
}

/** The subscriptions of all firms. They are on disk before they are answered, as tokens are. */
export class Webhooks {
  readonly options: WebhookOptions;
  readonly dispatcher: Dispatcher;
  readonly #parts: Parts;
  #rows: WebhookRow[] = [];
  #lastId = 4_100_000;

  constructor(options: WebhookOptions, parts: Parts) {
    this.options = options;
    this.#parts = parts;
    this.dispatcher = new Dispatcher(parts, options.timeoutMs, {
      isActive: (webhook) => this.isActive(webhook),
      suspend: (webhook) => this.change(webhook, () => (webhook.status = 'suspended')),
    });
  }

  /** Takes up what was there before a restart. */
  restore(firms: readonly Firm[]): void {
    for (const { accountId, userId, ...kept } of this.#parts.file.read()?.webhooks ?? []) {
      const firm = firms.find(({ account }) => account.id === accountId);
      const user = firm?.tables.users.find(userId);
      if (firm && user) this.#rows.push({ ...kept, firm, user, overrides: undefined, reported: new Set() });
      this.#lastId = Math.max(this.#lastId, kept.id);
    }
  }

  add(user: UserRow, fields: Pick<WebhookRow, 'url' | 'model' | 'fields' | 'events' | 'expiresAt'>): WebhookRow {
    const now = Math.floor(this.#parts.clock.now() / 1000);
    const webhook: WebhookRow = {
      ...fields,
      firm: user.firm,
      user,
      id: ++this.#lastId,
      version: 1,
      createdAt: now,
      updatedAt: now,
      overrides: undefined,
      status: 'pending',
      sharedSecret: randomBytes(24).toString('hex'),
      reported: new Set(),
    };
    this.#rows.push(webhook);
    this.#save();
    return webhook;
  }

  change(webhook: WebhookRow, edit: () => void): void {
    edit();
    webhook.version++;
    webhook.updatedAt = Math.max(Math.floor(this.#parts.clock.now() / 1000), webhook.updatedAt);
    this.#save();
  }

  remove(webhook: WebhookRow): void {
    this.#rows = this.#rows.filter((row) => row !== webhook);
    this.#save();
  }

  /** Those of all firms, for people who look at the simulator. */
  all(): readonly WebhookRow[] {
    return this.#rows;
  }

  /** Those of one user, in the order of their ids. */
  of(user: UserRow): readonly WebhookRow[] {
    return this.#rows.filter((row) => row.user === user);
  }

  /** Those that are to be told of changes to a collection of a firm. */
  watching(firm: Firm, collection: string): readonly WebhookRow[] {
    if (this.#rows.length === 0) return [];
    return this.#rows.filter(
      (row) => row.firm === firm && collectionOf(row.model) === collection && this.isActive(row),
    );
  }

  /** Whether it is confirmed, has not expired, and its user still lets the application in. */
  isActive(webhook: WebhookRow): boolean {
    const { status, expiresAt, user } = webhook;
    return (
      this.#rows.includes(webhook) &&
      status === 'enabled' &&
      expiresAt * 1000 > this.#parts.clock.now() &&
      user.leftDay === null &&
      this.#parts.grants.isGrantedBy(user.id)
    );
  }

  #save(): void {
    this.#parts.file.write({
      webhooks: this.#rows.map(({ firm, user, overrides: _, reported: __, ...kept }) => ({
        ...kept,
        accountId: firm.account.id,
        userId: user.id,
      })),
    });
  }
}
