import { apiKeyScopes, type Scope } from '@smarterfirms/platform/access';
import { displayOf, hashApiKey, newApiKey } from '@smarterfirms/platform/api-key';
import { asOwner } from '@smarterfirms/platform/firm-transaction';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { UserPrincipal } from '@smarterfirms/platform/principal';
import type { AuthContext } from '../context.ts';
import type { Refusal } from '../refusal.ts';
import { type ApiKeyRow, countLiveApiKeys, insertApiKey } from './api-key-records.ts';

export type CreateApiKeyCode =
  | 'NAME_REQUIRED'
  | 'SCOPES_REQUIRED'
  | 'SCOPE_NOT_ALLOWED'
  | 'LIFETIME_INVALID'
  | 'TOO_MANY_KEYS';

export interface NewApiKey {
  name: string;
  scopes: readonly string[];
  /** 1 to 365. */
  expiresInDays: number;
}

const nameLengthMax = 80;
const daysMax = 365;
const liveKeysMax = 50;

/**
 * Makes a key that can do some of what its creator can. The secret is answered this once: what is stored is its hash, so
 * sending the mutation again makes another key instead of showing the first one again.
 */
export async function createApiKey(
  { name: givenName, scopes: givenScopes, expiresInDays }: NewApiKey,
  { user, firmId }: { user: UserPrincipal; firmId: FirmId },
  { database }: Pick<AuthContext, 'database'>,
): Promise<{ row: ApiKeyRow; secret: string } | { refusal: Refusal<CreateApiKeyCode> }> {
  const name = givenName.trim();
  if (name === '' || name.length > nameLengthMax || /\p{Cc}/u.test(name)) {
    return refused('NAME_REQUIRED', `Give the key a name of 1 to ${nameLengthMax} characters, in one line.`, 'name');
  }
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > daysMax) {
    return refused('LIFETIME_INVALID', `A key lives for 1 to ${daysMax} days, got ${expiresInDays}.`, 'expiresInDays');
  }
  const scopes = [...new Set(givenScopes)].sort();
  if (scopes.length === 0) return refused('SCOPES_REQUIRED', 'Choose at least one permission.', 'scopes');
  const beyond = scopes.find((scope) => !user.scopes.includes(scope) || !apiKeyScopes.includes(scope as Scope));
  if (beyond !== undefined) {
    const known = apiKeyScopes.filter((scope) => user.scopes.includes(scope)).join(', ');
    return refused('SCOPE_NOT_ALLOWED', `You can give a key ${known}; got "${beyond.slice(0, 40)}".`, 'scopes');
  }

  const secret = newApiKey();
  return asOwner(database, { firmId }, async (transaction) => {
    if ((await countLiveApiKeys(transaction, firmId)) >= liveKeysMax) {
      return refused('TOO_MANY_KEYS', `A firm has at most ${liveKeysMax} live keys. Revoke one that is not used.`);
    }
    const row = await insertApiKey(transaction, {
      id: newId('apiKey'),
      firmId,
      userId: user.userId,
      name,
      display: displayOf(secret),
      keyHash: hashApiKey(secret),
      scopes,
      expiresAt: new Date(Date.now() + expiresInDays * 86_400_000),
    });
    return { row, secret };
  });
}

function refused(
  code: CreateApiKeyCode,
  message: string,
  field?: keyof NewApiKey,
): { refusal: Refusal<CreateApiKeyCode> } {
  return { refusal: { code, message, ...(field ? { field } : {}) } };
}
