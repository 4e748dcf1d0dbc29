import { setTimeout as delay } from 'node:timers/promises';
import { ClioRateLimited, ClioUnauthorized } from '@smarterfirms/clio/clio-error';
import type { ClioPage } from '@smarterfirms/clio/clio-page';
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
  let token = await tokens.accessToken(firmId);
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
      if (!(error instanceof ClioUnauthorized)) throw error;
      if (replayed) {
        await tokens.giveUp(firmId, token.tokenVersion);
        throw new ConnectionUnusable('NEEDS_ATTENTION');
      }
      token = await tokens.newerThan(firmId, token.tokenVersion);
    }
  }
}

async function takeRequest(firmId: FirmId, budgets: TargetParts['budgets'], priority: RequestPriority): Promise<void> {
  let waitedMs = 0;
  for (let waitMs = await budgets.take(firmId, priority); waitMs > 0; waitMs = await budgets.take(firmId, priority)) {
    if (waitedMs + waitMs > waitHereMs) throw new BudgetSpent(waitMs);
    await delay(waitMs);
    waitedMs += waitMs;
  }
}
