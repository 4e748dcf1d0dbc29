import { z } from 'zod';
import { ClioUnavailable } from './clio-error.ts';
import { type ClioCall, callClio } from './clio-request.ts';
import type { ClioRate } from './rate-headers.ts';

/** A webhook as Clio has it (OpenAPI schema `Webhook`). Enumerations are open: Clio adds to them without notice. */
export interface ClioWebhook {
  id: string;
  url: string;
  model: string;
  /** `pending` until its handshake is confirmed, then `enabled`; `suspended` after deliveries that failed. */
  status: string;
  events: string[];
  expiresAt: Date | undefined;
  /** What signs its deliveries. Clio shows it to whoever may read the webhook. */
  sharedSecret: string | undefined;
}

export interface Answered<Value> {
  value: Value;
  rate: ClioRate | undefined;
}

/** Where and as whom to call. */
export interface ClioDoor {
  base: string;
  accessToken: string;
}

/** Without it Clio answers with id and etag alone. */
const fields = 'id,etag,url,model,status,events,expires_at,shared_secret';
const listLimit = 200;

const webhook = z
  .object({
    id: z.union([z.number().int(), z.string().min(1)]).transform(String),
    url: z.string().nullish(),
    model: z.string().nullish(),
    status: z.string().nullish(),
    events: z.array(z.string()).nullish(),
    expires_at: z.iso.datetime({ offset: true }).nullish().catch(undefined),
    shared_secret: z.string().min(1).nullish().catch(undefined),
  })
  .transform(
    ({ id, url, model, status, events, expires_at, shared_secret }): ClioWebhook => ({
      id,
      url: url ?? '',
      model: model ?? '',
      status: status ?? '',
      events: events ?? [],
      expiresAt: expires_at ? new Date(expires_at) : undefined,
      sharedSecret: shared_secret ?? undefined,
    }),
  );

/** The webhooks that our application has at this Clio account. */
export async function listWebhooks(door: ClioDoor): Promise<Answered<ClioWebhook[]>> {
  const { value, rate } = await ask(door, 'GET', 'webhooks.json', z.array(webhook), {
    query: { order: 'id(asc)', limit: String(listLimit) },
  });
  return { value, rate };
}

export interface WebhookOrder {
  url: string;
  model: string;
  /** What a delivery carries, and for `updated` what is watched; up to 1,000 characters. */
  fields: string;
  events: readonly string[];
  /** Up to 31 days from now. */
  expiresAt: Date;
}

export function createWebhook(door: ClioDoor, order: WebhookOrder): Promise<Answered<ClioWebhook>> {
  const { url, model, fields: watched, events, expiresAt } = order;
  const data = { url, model, fields: watched, events, expires_at: expiresAt.toISOString() };
  return ask(door, 'POST', 'webhooks.json', webhook, { json: { data } });
}

export function changeWebhook(
  door: ClioDoor,
  id: string,
  { fields: watched, events, expiresAt }: Partial<Omit<WebhookOrder, 'url' | 'model'>>,
): Promise<Answered<ClioWebhook>> {
  const data = {
    ...(watched === undefined ? {} : { fields: watched }),
    ...(events ? { events } : {}),
    ...(expiresAt ? { expires_at: expiresAt.toISOString() } : {}),
  };
  return ask(door, 'PATCH', `webhooks/${encodeURIComponent(id)}.json`, webhook, { json: { data } });
}

/** Confirms a webhook's handshake, where answering it at once was not possible. */
export async function activateWebhook(door: ClioDoor, id: string, secret: string): Promise<Answered<undefined>> {
  const call = callOf(door, 'PUT', `webhooks/${encodeURIComponent(id)}/activate`);
  const { rate } = await callClio({ ...call, headers: { 'X-Hook-Secret': secret } });
  return { value: undefined, rate };
}

export async function deleteWebhook(door: ClioDoor, id: string): Promise<Answered<undefined>> {
  const { rate } = await callClio(callOf(door, 'DELETE', `webhooks/${encodeURIComponent(id)}.json`));
  return { value: undefined, rate };
}

async function ask<Value>(
  door: ClioDoor,
  method: ClioCall['method'],
  path: string,
  shape: z.ZodType<Value>,
  { query = {}, json }: { query?: Record<string, string>; json?: unknown },
): Promise<Answered<Value>> {
  const call = callOf(door, method, path);
  for (const [name, value] of Object.entries({ ...query, fields })) call.url.searchParams.set(name, value);
  const { body, rate } = await callClio({ ...call, ...(json === undefined ? {} : { json }) });
  const answer = z.object({ data: shape }).safeParse(body);
  if (!answer.success)
    throw new ClioUnavailable("Clio's answer about webhooks has another shape than its documents say");
  return { value: answer.data.data, rate };
}

function callOf({ base, accessToken }: ClioDoor, method: ClioCall['method'], path: string): ClioCall {
  return { method, url: new URL(`${base}/api/v4/${path}`), accessToken };
}
