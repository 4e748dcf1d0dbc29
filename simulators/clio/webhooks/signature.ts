import { createHmac } from 'node:crypto';

/** Lower-case hexadecimal HMAC-SHA256 of the body's bytes, without a prefix. */
export function signature(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
