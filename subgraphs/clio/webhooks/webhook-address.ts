import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const folder = '/clio/webhooks/';
const keyBytes = 32;

/** The public origin below which Clio delivers. Clio calls https alone; a simulator on this machine may call by http. */
export const webhookOrigin = z
  .url()
  .refine((text) => {
    const url = new URL(text);
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  }, 'expected an https address (http only on the loopback address)')
  .transform((text) => new URL(text).origin);

/** A new secret path. Whoever knows it may knock; only Clio can sign. */
export function newWebhookKey(): string {
  return randomBytes(keyBytes).toString('base64url');
}

export function webhookUrl(origin: string, key: string): string {
  return `${origin}${folder}${key}`;
}

/** The key in a webhook's address below this origin; undefined where the webhook calls somebody else. */
export function keyOfUrl(origin: string, url: string): string | undefined {
  const start = `${origin}${folder}`;
  return url.startsWith(start) ? url.slice(start.length) : undefined;
}

/** What is stored of a key: whoever reads the table can call no webhook. */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
