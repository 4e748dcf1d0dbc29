import { createHash, randomBytes } from 'node:crypto';

/** What every API key begins with: secret scanners and people know by it what they have found. */
export const apiKeyPrefix = 'sfk_';
/** Characters of a key that may be shown: the prefix and a little, to tell keys apart. */
const displayLength = apiKeyPrefix.length + 6;

/** A new key: 256 random bits behind the prefix. */
export function newApiKey(): string {
  return `${apiKeyPrefix}${randomBytes(32).toString('base64url')}`;
}

export function isApiKey(text: string): boolean {
  return /^sfk_[\w-]{43}$/.test(text);
}

/** What is stored and looked up. A secret of 256 random bits needs no salt and no slow hash: nobody can guess it. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

export function displayOf(key: string): string {
  return `${key.slice(0, displayLength)}…`;
}
