import { badArgument, unprocessable } from '../api/errors.ts';
import { writerOf } from '../api/fields.ts';
import { resources } from '../resources/catalogue.ts';
import { clioPayments } from '../resources/clio-payments.ts';
import type { Resource } from '../resources/resource.ts';
import { collectionOf, eventsOf, type WebhookModel, webhookModelNamed, webhookModels } from './webhook-model.ts';
import type { WebhookRow } from './webhook-row.ts';
import type { WebhookOptions } from './webhooks.ts';

const daySeconds = 86_400;
const defaultDays = 3;
const daysMax = 31;
const fieldsMax = 1_000;

type Written = Pick<WebhookRow, 'url' | 'model' | 'fields' | 'events' | 'expiresAt'>;
type Data = Readonly<Record<string, unknown>>;

/** What a POST asks for. Throws 422 or 400 that names what is wrong. */
export function newWebhookOf(data: Data, options: WebhookOptions, nowSeconds: number): Written {
  for (const name of ['url', 'model', 'fields']) {
    if (data[name] === undefined || data[name] === null) throw unprocessable(`${name} is required`);
  }
  const model = modelOf(data['model']);
  return {
    model,
    url: urlOf(data['url'], options),
    fields: fieldsOf(data['fields'], model),
    events: data['events'] === undefined ? eventsOf(model).slice(0, 3) : chosenEvents(data['events'], model),
    expiresAt:
      data['expires_at'] === undefined
        ? nowSeconds + defaultDays * daySeconds
        : expiryOf(data['expires_at'], nowSeconds),
  };
}

/** The values a PATCH changes; other keys are dropped. */
export function webhookChangesOf(
  data: Data,
  webhook: WebhookRow,
  options: WebhookOptions,
  nowSeconds: number,
): Partial<Written> {
  const model = data['model'] === undefined ? webhook.model : modelOf(data['model']);
  return {
    ...(data['model'] !== undefined && { model }),
    ...(data['url'] !== undefined && { url: urlOf(data['url'], options) }),
    ...(data['fields'] !== undefined && { fields: fieldsOf(data['fields'], model) }),
    ...(data['events'] !== undefined && { events: chosenEvents(data['events'], model) }),
    ...(data['expires_at'] !== undefined && { expiresAt: expiryOf(data['expires_at'], nowSeconds) }),
  };
}

function modelOf(value: unknown): WebhookModel {
  const model = webhookModelNamed(value);
  if (!model) throw unprocessable(`model must be one of ${JSON.stringify(webhookModels)}`);
  return model;
}

function urlOf(value: unknown, { loopbackHttp }: WebhookOptions): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  const loopback = url !== undefined && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (loopbackHttp && loopback && url.protocol === 'http:')) return String(value);
  throw unprocessable('url must be an https address');
}

/** What a model's records show, and what seeing them needs. */
export function watchedAs(model: WebhookModel): Pick<Resource, 'shape' | 'permission'> {
  const collection = collectionOf(model);
  return Object.values(resources).find(({ name }) => name === collection) ?? clioPayments;
}

function fieldsOf(value: unknown, model: WebhookModel): string {
  if (typeof value !== 'string' || value === '') throw unprocessable('fields must be a list of fields');
  if (value.length > fieldsMax) throw unprocessable(`fields must not be longer than ${fieldsMax} characters`);
  writerOf(watchedAs(model).shape, value);
  return value;
}

function chosenEvents(value: unknown, model: WebhookModel): Written['events'] {
  const known = eventsOf(model);
  const events = Array.isArray(value) ? known.filter((event) => value.includes(event)) : [];
  if (!Array.isArray(value) || events.length === 0 || events.length !== new Set(value).size) {
    throw unprocessable(`events must be some of ${JSON.stringify(known)}`);
  }
  return events;
}

function expiryOf(value: unknown, nowSeconds: number): number {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw badArgument(`expires_at must be an ISO-8601 timestamp, got ${JSON.stringify(value)}`);
  const expiresAt = Math.floor(time / 1000);
  if (expiresAt <= nowSeconds) throw unprocessable('expires_at must be in the future');
  if (expiresAt > nowSeconds + daysMax * daySeconds) {
    throw unprocessable(`expires_at must not be later than ${daysMax} days from now`);
  }
  return expiresAt;
}
