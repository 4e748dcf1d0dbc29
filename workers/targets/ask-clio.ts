import { setTimeout as delay } from 'node:timers/promises';
import {
  ClioError,
  ClioRateLimited,
  ClioRefused,
  ClioUnauthorized,
  ClioUnavailable,
} from '@smarterfirms/clio/clio-error';
import { type ClioPage, fetchClioPage } from '@smarterfirms/clio/clio-page';
import type { RequestBudgets } from '@smarterfirms/clio/request-budget';
import { ConnectionUnusable, type UsableToken } from '@smarterfirms/clio/token-store';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { TargetParts } from './parts.ts';

type RequestPriority = NonNullable<Parameters<RequestBudgets['take']>[1]>;

/** A wait up to this long is spent here. */
const waitHereMs = 2_000;

/** Clio's limit is used up for longer than a function should wait. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
  readonly waitMs: number;

  constructor(waitMs: number) {
    super(`Clio's limit is used up for ${waitMs} ms`);
    this.waitMs = waitMs;
  }
}

/**
 * Makes one call to Clio within the budget of the connection's token. A refused token is replaced once and the call
 * repeated.
 *
 * @throws BudgetSpent, ConnectionUnusable, ClioError
 */
export async function askClio<Answer extends Pick<ClioPage, 'rate'>>(
  firmId: FirmId,
  call: (token: UsableToken) => Promise<Answer>,
  { tokens, budgets }: Pick<TargetParts, 'tokens' | 'budgets'>,
  priority: RequestPriority = 'webhook',
): Promise<Answer> {
  let token = await tokens.accessToken(firmId).catch(aboutUs);
  for (let replayed = false; ; replayed = true) {
    await takeRequest(firmId, budgets, priority);
    try {
      const answer = await call(token);
      await budgets.learn(firmId, answer.rate);
      return answer;
    } catch (error) {
      if (error instanceof ClioRateLimited) {
        await budgets.exhaust(firmId, error);
        throw new BudgetSpent(error.waitMs);
      }
      // An answer that teaches nothing must not keep the others waiting for it.
      if (error instanceof ClioError) await budgets.learn(firmId, undefined);
      if (!(error instanceof ClioUnauthorized)) throw error;
      if (replayed) {
        await tokens.giveUp(firmId, token.tokenVersion);
        throw new ConnectionUnusable('NEEDS_ATTENTION');
      }
      token = await tokens.newerThan(firmId, token.tokenVersion).catch(aboutUs);
    }
  }
}

/**
 * One page of a list, by the same rules; fields that the account refuses are left out.
 *
 * @param onRequest is called for every request that is made.
 */
export async function askForPage(
  firmId: FirmId,
  address: (base: string) => string,
  parts: Pick<TargetParts, 'tokens' | 'budgets' | 'offered'>,
  { priority, onRequest = () => {} }: { priority?: RequestPriority; onRequest?: () => void } = {},
): Promise<ClioPage> {
  for (;;) {
    let url = '';
    try {
      const ask = ({ base, accessToken }: UsableToken) => {
        onRequest();
        url = parts.offered.within(firmId, address(base)).url;
        return fetchClioPage({ base, url, accessToken });
      };
      return await askClio(firmId, ask, parts, priority);
    } catch (error) {
      if (!parts.offered.learn(firmId, url, error)) throw error;
    }
  }
}

/** What the token endpoint refuses is our registration and no record: trying again later may help. */
function aboutUs(error: unknown): never {
  if (error instanceof ClioRefused) throw new ClioUnavailable(error.message, { status: error.status, cause: error });
  throw error;
}

async function takeRequest(firmId: FirmId, budgets: TargetParts['budgets'], priority: RequestPriority): Promise<void> {
  let waitedMs = 0;
  for (let waitMs = await budgets.take(firmId, priority); waitMs > 0; waitMs = await budgets.take(firmId, priority)) {
    if (waitedMs + waitMs > waitHereMs) throw new BudgetSpent(waitMs);
    await delay(waitMs);
    waitedMs += waitMs;
  }
}
