import type { ClioWebhook } from '../api/clio-webhooks.ts';
import { hashOfKey, keyOfUrl } from './webhook-address.ts';
import { type ClioModel, clioModels, eventsOf } from './webhook-model.ts';
import type { WebhookRow } from './webhook-records.ts';

/** Clio allows 31 days. */
export const webhookLifeMs = 30 * 86_400_000;
/** Half of its life: a renewal that fails has two weeks to be repaired in. */
export const renewWithinMs = 15 * 86_400_000;

export type WebhookStep =
  /** `gap`: there was one before, so deliveries may be missing. */
  | { kind: 'create'; model: ClioModel; fields: string; events: readonly string[]; gap: boolean }
  | { kind: 'activate'; row: WebhookRow; webhook: ClioWebhook }
  | { kind: 'change'; row: WebhookRow; webhook: ClioWebhook; fields: string; events: readonly string[] }
  /** Nothing to do but to note what Clio says. */
  | { kind: 'note'; row: WebhookRow; webhook: ClioWebhook }
  | { kind: 'delete'; webhookId: string };

/**
 * What leads from the webhooks that Clio has to those that we want: one per model, enabled, for all events, with what we
 * store watched, and good for two more weeks at least.
 *
 * Webhooks that call us at an address that we do not know (left over by a crash between Clio's answer and our note of it,
 * or by a suspended one's replacement) are deleted. Those that call somebody else are not touched.
 */
export function planWebhooks({
  rows,
  atClio,
  fieldsOf,
  origin,
  now,
}: {
  rows: readonly WebhookRow[];
  atClio: readonly ClioWebhook[];
  /** The value of `fields` to ask for. */
  fieldsOf: (model: ClioModel) => string;
  origin: string;
  now: Date;
}): WebhookStep[] {
  const steps: WebhookStep[] = [];
  const ours = atClio.flatMap((webhook) => {
    const key = keyOfUrl(origin, webhook.url);
    return key === undefined ? [] : [{ webhook, keyHash: hashOfKey(key).toString('hex') }];
  });
  const kept = new Set<string>();
  for (const model of clioModels) {
    const row = rows.find((candidate) => candidate.model === model);
    const webhook = row && ours.find(({ keyHash }) => keyHash === row.keyHash)?.webhook;
    const wanted = { fields: fieldsOf(model), events: eventsOf(model) };
    if (!row || !webhook || isUseless(webhook, row, now)) {
      steps.push({ kind: 'create', model, ...wanted, gap: row !== undefined && row.status !== 'CREATING' });
      continue;
    }
    kept.add(webhook.id);
    if (webhook.status !== 'enabled') steps.push({ kind: 'activate', row, webhook });
    if (isShort(webhook, row, wanted, now)) steps.push({ kind: 'change', row, webhook, ...wanted });
    else if (webhook.status === 'enabled') steps.push({ kind: 'note', row, webhook });
  }
  const strays = ours.filter(({ webhook }) => !kept.has(webhook.id));
  // First: an account may be allowed a number of webhooks only.
  return [...strays.map(({ webhook }) => ({ kind: 'delete' as const, webhookId: webhook.id })), ...steps];
}

/** Suspended, expired, or without its secret: a crash came before that was stored. */
function isUseless({ status, expiresAt, sharedSecret }: ClioWebhook, { secret }: WebhookRow, now: Date): boolean {
  const isExpired = expiresAt !== undefined && expiresAt.getTime() <= now.getTime();
  return status === 'suspended' || isExpired || !(sharedSecret ?? secret);
}

function isShort(
  { events, expiresAt }: ClioWebhook,
  row: WebhookRow,
  wanted: { fields: string; events: readonly string[] },
  now: Date,
): boolean {
  return (
    wanted.events.some((event) => !events.includes(event)) ||
    row.fields !== wanted.fields ||
    !expiresAt ||
    expiresAt.getTime() < now.getTime() + renewWithinMs
  );
}
