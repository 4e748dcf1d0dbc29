import type { UserRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import type { WebhookEvent, WebhookModel } from './webhook-model.ts';

export type WebhookStatus = 'pending' | 'enabled' | 'suspended';

/** A subscription of one user of a firm to the changes of one kind of record. */
export interface WebhookRow extends Row {
  user: UserRow;
  url: string;
  model: WebhookModel;
  /** As in a query; for updates it is also the list of what is watched. */
  fields: string;
  events: readonly WebhookEvent[];
  status: WebhookStatus;
  sharedSecret: string;
  /** Epoch seconds. */
  expiresAt: number;
  /** The records it has told something about. */
  reported: Set<number>;
}
