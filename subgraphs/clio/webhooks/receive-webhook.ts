import { timingSafeEqual } from 'node:crypto';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { DrainTargets, sendMessage } from '@smarterfirms/platform/messages';
import { z } from 'zod';
import type { Envelope } from '../connection/envelope.ts';
import type { ChangeRecords } from './change-records.ts';
import type { WebhookRecords, WebhookRow } from './webhook-records.ts';
import { isSignedBy } from './webhook-signature.ts';

/** Clio counts an answer after "a short time" as a failure, and slow receivers are switched off. */
const messageTimeoutMs = 700;

export interface WebhookParts {
  webhooks: Pick<WebhookRecords, 'findByKey'>;
  changes: Pick<ChangeRecords, 'add'>;
  envelope: Envelope;
  sqs: SQSClient;
  targetsQueueUrl: string;
  log: Log;
}

export interface WebhookCall {
  /** The secret part of the path. */
  key: string;
  /** The header X-Hook-Secret: a handshake, unsigned. */
  offeredSecret: string | undefined;
  /** The header X-Hook-Signature. */
  signature: string | undefined;
  body: Buffer;
}

/**
 * What is answered decides what Clio does: a 2xx is the end of a delivery, 410 switches the webhook off, everything else is
 * delivered again, five times within about an hour (Clio's webhook guide).
 */
export interface WebhookAnswer {
  status: 200 | 202 | 400 | 401 | 410;
  code:
    | 'TAKEN'
    | 'DUPLICATE'
    | 'CONFIRMED'
    | 'NOT_YET_KNOWN'
    | 'MALFORMED_DELIVERY'
    | 'NOT_FROM_CLIO'
    | 'WEBHOOK_UNKNOWN';
  /** To be sent back as X-Hook-Secret: this confirms the webhook. */
  secret?: string;
}

const idOfClio = z.union([z.number().int(), z.string().min(1).max(100)]).transform(String);
const delivery = z.object({
  data: z.looseObject({
    id: idOfClio,
    etag: z.string().max(500).nullish().catch(undefined),
    updated_at: z.string().max(100).nullish().catch(undefined),
  }),
  meta: z.looseObject({ event: z.string().min(1).max(100), webhook_id: idOfClio }),
});

/** Takes what came to a webhook's address. Everything that is to outlive the answer is committed before it. */
export async function receiveWebhook(call: WebhookCall, parts: WebhookParts): Promise<WebhookAnswer> {
  const webhook = await parts.webhooks.findByKey(call.key);
  if (!webhook) return { status: 410, code: 'WEBHOOK_UNKNOWN' };
  const secret = secretOf(webhook, parts.envelope);
  if (call.offeredSecret !== undefined) return confirm(call.offeredSecret, secret);
  if (!secret || !call.signature || !isSignedBy(secret, call.body, call.signature)) {
    return { status: 401, code: 'NOT_FROM_CLIO' };
  }

  const parsed = delivery.safeParse(parseJson(call.body));
  if (!parsed.success) {
    parts.log.error({ firmId: webhook.firmId, model: webhook.model }, 'Clio signed a delivery that cannot be read');
    return { status: 400, code: 'MALFORMED_DELIVERY' };
  }
  const { data, meta } = parsed.data;
  if (meta.webhook_id !== webhook.webhookId) return { status: 410, code: 'WEBHOOK_UNKNOWN' };
  const noted = await parts.changes.add(webhook.firmId, {
    webhookId: meta.webhook_id,
    model: webhook.model,
    event: meta.event,
    clioId: data.id,
    // A record may come back to a former etag; its updated_at does not.
    state: JSON.stringify([data.etag ?? null, data.updated_at ?? null]),
  });
  if (noted === 'duplicate') return { status: 200, code: 'DUPLICATE' };
  if (noted === 'order') await askForDrain(webhook.firmId, parts);
  return { status: 200, code: 'TAKEN' };
}

/**
 * A handshake is unsigned, so anybody may try one: it is compared with the secret that Clio's API gave us, and never
 * stored. One that comes before that answer is confirmed by the other way, once the answer is there.
 */
function confirm(offered: string, secret: string | undefined): WebhookAnswer {
  if (secret === undefined) return { status: 202, code: 'NOT_YET_KNOWN' };
  return sameText(offered, secret)
    ? { status: 200, code: 'CONFIRMED', secret }
    : { status: 401, code: 'NOT_FROM_CLIO' };
}

/** The change is committed already: where this message is lost, the scheduler asks. */
async function askForDrain(firmId: FirmId, { sqs, targetsQueueUrl, log }: WebhookParts): Promise<void> {
  const options = { timeoutMs: messageTimeoutMs };
  await sendMessage(sqs, targetsQueueUrl, DrainTargets, { firmId }, options).catch((error: unknown) => {
    log.warn({ err: error, firmId }, 'a change waits for the scheduler: its message could not be sent');
  });
}

/** The purpose that a webhook's secret is sealed for. */
export function webhookPurpose({ firmId, model }: Pick<WebhookRow, 'firmId' | 'model'>): string[] {
  return [firmId, model, 'clio-webhook-secret'];
}

function secretOf(webhook: WebhookRow, envelope: Envelope): string | undefined {
  return webhook.secret === null ? undefined : envelope.open(webhook.secret, webhookPurpose(webhook));
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
