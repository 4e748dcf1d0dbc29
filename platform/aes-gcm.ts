import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts with AES-256-GCM and a random nonce: nonce, cipher text and tag, one after the other.
 *
 * @param key of 32 bytes; for no more than 2^32 texts, after which random nonces might repeat.
 * @param bound what the text belongs to; it opens with the same only.
 */
export function encrypt(key: Buffer | KeyObject, plain: Buffer, bound: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(bound);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where the text was changed, or was encrypted with another key or for something else. */
export function decrypt(key: Buffer | KeyObject, sealed: Buffer, bound: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(bound)
    .setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]);
}
