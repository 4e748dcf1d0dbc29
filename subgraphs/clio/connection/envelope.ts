import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from '@smarterfirms/platform/aes-gcm';

/**
 * Envelope encryption: each sealing draws a fresh data key, encrypts with it and stores it beside the text, wrapped by the
 * key of this service. Both layers are AES-256-GCM and bound to a purpose, so a sealed text that is copied to another
 * firm's item does not open.
 *
 * The wrapping key comes from the environment (TOKEN_KEY).
 */
export interface Envelope {
  seal(plain: string, purpose: readonly string[]): string;
  /** Throws when the text was changed, was sealed with another key or for another purpose. */
  open(sealed: string, purpose: readonly string[]): string;
}

const keyBytes = 32;
const format = 'v1';

export function createEnvelope(wrappingKey: Buffer): Envelope {
  if (wrappingKey.length !== keyBytes) throw new RangeError(`the wrapping key must have ${keyBytes} bytes`);
  return {
    seal(plain, purpose) {
      const bound = associatedData(purpose);
      const dataKey = randomBytes(keyBytes);
      const wrappedKey = encrypt(wrappingKey, dataKey, bound);
      const text = encrypt(dataKey, Buffer.from(plain, 'utf8'), bound);
      return [format, wrappedKey.toString('base64url'), text.toString('base64url')].join('.');
    },
    open(sealed, purpose) {
      const [version, wrappedKey, text] = sealed.split('.');
      if (version !== format || !wrappedKey || !text) throw new Error('not a sealed text of a known format');
      const bound = associatedData(purpose);
      const dataKey = decrypt(wrappingKey, Buffer.from(wrappedKey, 'base64url'), bound);
      return decrypt(dataKey, Buffer.from(text, 'base64url'), bound).toString('utf8');
    },
  };
}

function associatedData(purpose: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(purpose), 'utf8');
}
