import { timingSafeEqual } from 'node:crypto';
import { newEvent } from '@smarterfirms/platform/events';
import type { Log } from '@smarterfirms/platform/log';
import { ClioError, ClioGrantInvalid, ClioUnauthorized } from '../api/clio-error.ts';
import { deauthorize, exchangeCode, whoAmI } from '../api/clio-oauth.ts';
import type { ClioParts } from '../parts.ts';
import { syncAfterConnecting } from '../sync/sync-after-connecting.ts';
import { askForWebhooks } from '../webhooks/ask-for-webhooks.ts';
import { keepsCopy } from './clio-connection-record.ts';
import { type OauthAttempt, sha256 } from './oauth-attempt-records.ts';
import { publishPending } from './publish-pending.ts';
import { baseOf, sealTokens } from './token-store.ts';

/**
 * How an attempt to connect ended. `account_in_use`: the Clio account feeds another firm. `other_account`: the firm keeps
 * the copy of another Clio account, which must be deleted before this one's records may come in.
 */
export type ConnectResult =
  | 'connected'
  | 'declined'
  | 'state_unknown'
  | 'nonce_mismatch'
  | 'expired'
  | 'wrong_region'
  | 'exchange_failed'
  | 'account_in_use'
  | 'other_account';

export interface Callback {
  state: string | undefined;
  code: string | undefined;
  /** What Clio sends instead of a code: `access_denied` when the person declined. */
  error: string | undefined;
  /** The cookie of the browser that came back. */
  nonce: string | undefined;
}

/**
 * Finishes an attempt to connect with what Clio's redirect brought.
 *
 * The browser must be the one that began: else anybody could send a link that attaches a stranger's Clio to their firm.
 * A mismatch leaves the attempt as it is, so that the right browser can still finish; everything after it uses it up.
 */
export async function finishConnecting(
  { state, code, error, nonce }: Callback,
  parts: ClioParts,
  log: Log,
): Promise<{ result: ConnectResult; firmId?: string }> {
  const attempt = state ? await parts.attempts.find(state) : undefined;
  if (!state || !attempt || attempt.usedAt) return { result: 'state_unknown' };
  const { firmId } = attempt;
  if (!nonce || !timingSafeEqual(sha256(nonce), attempt.nonceHash)) return { result: 'nonce_mismatch', firmId };
  if (attempt.expiresAt.getTime() < Date.now()) return { result: 'expired', firmId };
  if (!(await parts.attempts.use(state))) return { result: 'state_unknown' };
  if (error === 'access_denied') return { result: 'declined', firmId };
  if (!code) return { result: 'exchange_failed', firmId };
  try {
    return { result: await connect(attempt, code, parts), firmId };
  } catch (failure) {
    if (!(failure instanceof ClioError)) throw failure;
    log.warn({ err: failure, firmId, region: attempt.region }, 'Clio did not finish the authorisation');
    // The code is minutes old and was never used: what makes Clio's host refuse it is that another region issued it. The
    // same goes for a token that the host does not know.
    const foreign = failure instanceof ClioGrantInvalid || failure instanceof ClioUnauthorized;
    return { result: foreign ? 'wrong_region' : 'exchange_failed', firmId };
  }
}

async function connect(
  { firmId, userId, region }: OauthAttempt,
  code: string,
  parts: ClioParts,
): Promise<ConnectResult> {
  const { connections, accounts, farewells, hosts, application, envelope } = parts;
  const base = baseOf(hosts, region);
  const tokens = await exchangeCode(base, application, code);
  if (!tokens.refreshToken) return 'exchange_failed';
  // A token of another region is refused here with 401: tokens do not cross regions.
  const identity = await whoAmI(base, tokens.accessToken);

  const before = await connections.find(firmId);
  if (before?.status === 'CONNECTED')
    return sameAccount(before, region, identity.accountId) ? 'connected' : 'other_account';
  if (before && keepsCopy(before) && !sameAccount(before, region, identity.accountId)) {
    await giveBack(base, tokens.accessToken);
    return 'other_account';
  }
  if (!(await accounts.claim(firmId, region, identity.accountId))) {
    await giveBack(base, tokens.accessToken);
    return 'account_in_use';
  }
  const connection = {
    firmId,
    region,
    accountId: identity.accountId,
    accountName: identity.accountName,
    userName: identity.userName,
    viewer: identity.viewer,
    connectedAt: new Date().toISOString(),
    ...sealTokens(envelope, { firmId, region }, { ...tokens, refreshToken: tokens.refreshToken }),
  };
  const event = newEvent('clio.connected', { firmId, region });
  // Somebody finished another attempt at the same moment: that connection stands.
  if (!(await connections.connect(before, connection, [event]))) return 'connected';
  // What could not be taken back yet of the former connection is put right by the upkeep of this one.
  await farewells.remove(firmId);
  // First: what changes in Clio while the first pages are read is told to us, or found by what comes after the walk.
  await askForWebhooks(firmId, parts);
  await syncAfterConnecting(firmId, userId, parts);
  await publishPending(firmId, parts);
  return 'connected';
}

function sameAccount(connection: { region: string; accountId: string }, region: string, accountId: string): boolean {
  return connection.region === region && connection.accountId === accountId;
}

/** Takes back an access that will not be used. Clio being away must not change the answer to the person. */
async function giveBack(base: string, accessToken: string): Promise<void> {
  await deauthorize(base, accessToken).catch((error: unknown) => {
    if (!(error instanceof ClioError)) throw error;
  });
}
