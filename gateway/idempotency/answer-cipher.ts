import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from '@smarterfirms/platform/aes-gcm';

const keyBytes = 32;
/** What the key is for: from the same secret other keys are made, and none of them opens this. */
const purpose = 'smarterfirms gateway: answers kept for idempotency keys';

/** Makes unreadable what is kept outside of this process. */
export interface AnswerCipher {
  /** @param place where it is kept: copied to another one, it does not open. */
  encrypt(text: string, place: string): string;
  /** Undefined where it was changed, or encrypted by a secret that is ours no more. */
  decrypt(encrypted: string, place: string): string | undefined;
}

/**
 * AES-256-GCM with a key that HKDF (SHA-256) makes of a secret.
 *
 * @param secrets shared by all gateways; the first one encrypts, and each of them opens, so that they can be changed.
 */
export function createAnswerCipher(secrets: readonly string[]): AnswerCipher {
  const keys = secrets.map(keyOf);
  const [current] = keys;
  if (!current) throw new RangeError('the answers of idempotency keys are encrypted by a secret, and there is none');
  return {
    encrypt: (text, place) => encrypt(current, Buffer.from(text), Buffer.from(place)).toString('base64'),
    decrypt(encrypted, place) {
      const bytes = Buffer.from(encrypted, 'base64');
      for (const key of keys) {
        try {
          return decrypt(key, bytes, Buffer.from(place)).toString();
        } catch {
          // Perhaps another one of them encrypted it.
        }
      }
      return undefined;
    },
  };
}

function keyOf(secret: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, keyBytes)));
}
