import { ClioRefused } from '@smarterfirms/clio/clio-error';
import {
  activateWebhook,
  type ClioWebhook,
  changeWebhook,
  createWebhook,
  deleteWebhook,
} from '@smarterfirms/clio/clio-webhooks';
import { webhookPurpose } from '@smarterfirms/clio/receive-webhook';
import { leastWatched } from '@smarterfirms/clio/watched-fields';
import { newWebhookKey, webhookUrl } from '@smarterfirms/clio/webhook-address';
import type { ClioModel } from '@smarterfirms/clio/webhook-model';
import { type WebhookStep, webhookLifeMs } from '@smarterfirms/clio/webhook-plan';
import type { FirmId } from '@smarterfirms/platform/ids';
import { askClio } from './ask-clio.ts';
import type { TargetParts } from './parts.ts';

type StepParts = TargetParts & { webhookOrigin: string };

/**
 * Does one step of a plan, at Clio and then in our rows. Dying in between leaves what the next plan puts right.
 *
 * @returns `refused` where this Clio account gives no such webhook (a permission is missing): that is no failure.
 */
export async function takeStep(
  firmId: FirmId,
  step: WebhookStep,
  parts: StepParts,
  now: Date,
): Promise<'done' | 'refused'> {
  const expiresAt = new Date(now.getTime() + webhookLifeMs);
  switch (step.kind) {
    case 'create':
      return create(firmId, step, expiresAt, parts);
    case 'activate': {
      const { webhook, row } = step;
      // Also in our row: whoever finds the handshake there before the confirmation needs it to compare.
      await note(firmId, row, webhook, parts);
      const secret =
        webhook.sharedSecret ?? parts.envelope.open(row.secret ?? '', webhookPurpose({ firmId, model: row.model }));
      await askClio(firmId, (token) => activateWebhook(token, webhook.id, secret), parts);
      return 'done';
    }
    case 'change': {
      const { fields, events, row, webhook } = step;
      const change = (watched: string) =>
        askClio(firmId, (token) => changeWebhook(token, webhook.id, { fields: watched, events, expiresAt }), parts);
      const { value } = await withFewerFields(fields, change);
      await note(firmId, row, { ...value, sharedSecret: value.sharedSecret ?? webhook.sharedSecret }, parts, fields);
      return 'done';
    }
    case 'note':
      await note(firmId, step.row, step.webhook, parts);
      return 'done';
    case 'delete':
      await askClio(firmId, (token) => deleteWebhook(token, step.webhookId), parts).catch(ignoreGone);
      return 'done';
  }
}

async function create(
  firmId: FirmId,
  { model, fields, events, gap }: Extract<WebhookStep, { kind: 'create' }>,
  expiresAt: Date,
  parts: StepParts,
): Promise<'done' | 'refused'> {
  const { webhooks, webhookOrigin, log } = parts;
  const key = newWebhookKey();
  const url = webhookUrl(webhookOrigin, key);
  // First: the handshake may come before the answer does.
  const keyHash = await webhooks.begin(firmId, { key, model, fields, gap });
  const order = (watched: string) =>
    askClio(firmId, (token) => createWebhook(token, { url, model, fields: watched, events, expiresAt }), parts);
  try {
    const { value } = await withFewerFields(fields, order);
    await note(firmId, { keyHash, model }, value, parts);
    return 'done';
  } catch (error) {
    if (!(error instanceof ClioRefused)) throw error;
    log.warn(
      { err: error, firmId, model },
      'this Clio account gives us no webhook of a kind; its changes come by polling',
    );
    await webhooks.remove(firmId, keyHash);
    return 'refused';
  }
}

/** An account may refuse fields that another one gives; then `updated_at` alone is watched, which every change moves. */
async function withFewerFields<Answer>(fields: string, ask: (fields: string) => Promise<Answer>): Promise<Answer> {
  try {
    return await ask(fields);
  } catch (error) {
    const isAboutFields = error instanceof ClioRefused && (error.status === 400 || error.status === 422);
    if (!isAboutFields || fields === leastWatched) throw error;
    return ask(leastWatched);
  }
}

async function note(
  firmId: FirmId,
  { keyHash, model }: { keyHash: string; model: ClioModel },
  webhook: ClioWebhook,
  { webhooks, envelope }: StepParts,
  fields?: string,
): Promise<void> {
  await webhooks.know(firmId, keyHash, {
    webhookId: webhook.id,
    status: webhook.status === 'enabled' ? 'ENABLED' : 'PENDING',
    expiresAt: webhook.expiresAt,
    secret: webhook.sharedSecret && envelope.seal(webhook.sharedSecret, webhookPurpose({ firmId, model })),
    fields,
  });
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof ClioRefused) || error.status !== 404) throw error;
}
