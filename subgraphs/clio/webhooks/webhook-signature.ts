import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether Clio signed these bytes: HMAC-SHA256 over the raw body under the webhook's secret.
 *
 * Clio's documentation does not name the encoding of `X-Hook-Signature`. Integrations verify lower-case hex; base64 of
 * the same 32 bytes is taken too, so that a change of encoding at Clio stops nothing.
 */
export function isSignedBy(secret: string, body: Buffer, signature: string): boolean {
  const given = decoded(signature.trim());
  const expected = createHmac('sha256', secret).update(body).digest();
  return given !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
}

function decoded(signature: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(signature)) return Buffer.from(signature, 'hex');
  if (/^[A-Za-z0-9+/]{43}=$/.test(signature)) return Buffer.from(signature, 'base64');
  return undefined;
}
