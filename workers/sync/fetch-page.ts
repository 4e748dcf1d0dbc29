import { ClioError, type ClioRateLimited, ClioUnauthorized } from '@smarterfirms/clio/clio-error';
import { type ClioPage, fetchClioPage } from '@smarterfirms/clio/clio-page';
import type { SeenWindow } from '@smarterfirms/clio/sync-timing';
import { ConnectionUnusable } from '@smarterfirms/clio/token-store';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncParts } from './parts.ts';

export type Fetched =
  | {
      kind: 'page';
      page: ClioPage;
      requests: number;
      requestedAt: Date;
      /** The same by Clio's clock; undefined where Clio did not say what time it is. */
      clioRequestedAt: Date | undefined;
      /** Fields that this account refuses: its records come without. */
      without: readonly string[];
      /** The token's window in which Clio counted it; undefined where it does not count, or counts this list for itself. */
      window: SeenWindow | undefined;
    }
  /** Clio's limit is used up, `ofList` where it is one of this list alone; `requests` counts what was spent on learning it. */
  | { kind: 'wait'; waitMs: number; requests: number; ofList?: boolean }
  /** Clio understood and said no: asking again is of no use. */
  | { kind: 'refused'; error: ClioError; requests: number }
  /** Nothing usable came; asking later may help. */
  | { kind: 'failed'; error: Error; requests: number };

/**
 * Gets a page from Clio, within the request budget of the connection.
 *
 * Fields that the account refuses are left out. A refused token is replaced once and the page asked for again; a new token that
 * is refused too makes the connection one that a person must repair.
 *
 * @throws ConnectionUnusable when there is no token to work with.
 */
export async function fetchPage(
  firmId: FirmId,
  address: (base: string) => string,
  parts: Pick<SyncParts, 'tokens' | 'budgets' | 'offered'>,
): Promise<Fetched> {
  const { tokens, budgets, offered } = parts;
  let requests = 0;
  let list = '';
  let replayed = false;
  // A refusal counts only where it is about the page: what the token endpoint says is about our registration.
  let asking: 'token' | 'page' = 'token';
  try {
    let token = await tokens.accessToken(firmId);
    for (;;) {
      const waitMs = await budgets.take(firmId);
      if (waitMs > 0) return { kind: 'wait', waitMs, requests };
      requests++;
      asking = 'page';
      const requestedAt = new Date();
      const { url, without } = offered.within(firmId, address(token.base));
      try {
        list = listOf(url);
        const page = await fetchClioPage({
          base: token.base,
          url,
          accessToken: token.accessToken,
        });
        const window = windowOf(page.rate);
        const counted = await budgets.learn(firmId, page.rate, list);
        return {
          kind: 'page',
          page,
          requests,
          requestedAt,
          clioRequestedAt: onClioClock(page, requestedAt),
          without,
          window: counted === 'TOKEN' ? window : undefined,
        };
      } catch (error) {
        // An answer that teaches nothing must not keep the others waiting for it.
        if (error instanceof ClioError && error.retry !== 'wait') await budgets.learn(firmId, undefined);
        if (offered.learn(firmId, url, error)) continue;
        if (!(error instanceof ClioUnauthorized)) throw error;
        if (replayed) {
          await tokens.giveUp(firmId, token.tokenVersion);
          throw new ConnectionUnusable('NEEDS_ATTENTION');
        }
        replayed = true;
        asking = 'token';
        token = await tokens.newerThan(firmId, token.tokenVersion);
      }
    }
  } catch (error) {
    if (!(error instanceof ClioError)) throw error;
    if (error.retry === 'wait') {
      const limited = error as ClioRateLimited;
      const spent = await budgets.exhaust(firmId, limited, list);
      return { kind: 'wait', waitMs: limited.waitMs, requests, ofList: spent === 'LIST' };
    }
    if (error.retry === 'never' && asking === 'page') return { kind: 'refused', error, requests };
    return { kind: 'failed', error, requests };
  }
}

/** What is asked, without its parameters. */
function listOf(url: string): string {
  return URL.parse(url)?.pathname ?? '';
}

/** The window of an answer that came just now, by our clock. */
function windowOf(rate: ClioPage['rate']): SeenWindow | undefined {
  if (!rate) return undefined;
  const { limit, remaining, resetAtMs, dateMs } = rate;
  return { limit, remaining, endsAt: new Date(Date.now() + resetAtMs - dateMs) };
}

/** Clio's time at its answer, less the time that the answer took: never later than the true one, at most a second earlier. */
function onClioClock({ dateMs }: ClioPage, requestedAt: Date): Date | undefined {
  return dateMs === undefined ? undefined : new Date(dateMs - (Date.now() - requestedAt.getTime()));
}
