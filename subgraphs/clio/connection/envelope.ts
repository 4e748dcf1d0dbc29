import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

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

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
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

function encrypt(key: Buffer, plain: Buffer, bound: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(bound);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, bound: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(bound)
    .setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]);
}
