import { GraphQLError } from 'graphql';
import { type Budget, type Budgets, secondsUntil } from '../budget/budget.ts';
import type { OperationContext } from '../context.ts';
import type { ActualCost } from '../cost/actual-cost.ts';
import { type Amount, amountOf, type Variables } from '../cost/amount.ts';
import { clientNetwork } from '../identity/client-network.ts';
import { ClientError } from '../operation/client-error.ts';
import { takeAttempts } from './attempt-budgets.ts';
import type { Attempts } from './attempted-fields.ts';
import type { AdmissionLimits } from './limits.ts';
import { rateHeaders } from './rate-headers.ts';

/** What an operation costs and tries, found out once when it is prepared. */
export interface OperationDemand {
  requested: Amount;
  actual: ActualCost;
  attempts: Attempts;
}

/** As in `extensions.cost` of an answer. Points; `remaining` is what is left of `capacity` now. */
export interface CostReport {
  requested: number;
  actual: number;
  limit: number;
  remaining: number;
  capacity: number;
  restoredPerSecond: number;
}

export interface Admitted {
  /** Counts what the answer has cost and gives the difference back. To be called once, with the answer's data. */
  settle(data: unknown): { report: CostReport; headers: Record<string, string> };
}

/** The operation is not run: its HTTP status, the error, and headers that say when to come again. */
export class Refused {
  readonly status: 400 | 429;
  readonly error: ClientError;
  readonly headers: Record<string, string>;

  constructor(status: 400 | 429, error: ClientError, headers: Record<string, string> = {}) {
    this.status = status;
    this.error = error;
    this.headers = headers;
  }
}

/** Lets an operation in or refuses it, before anything is fetched for it. */
export type Admit = (
  demand: OperationDemand,
  request: { variables: Variables; context: Pick<OperationContext, 'principal' | 'client'> },
) => Promise<Admitted | Refused>;

/** Even an operation that asks for nothing is one. */
const costMin = 1;

/**
 * Demand control: an operation may cost only so much, whoever sends it, and each principal spends from a budget of its own.
 * The most that it can cost is taken before it runs; what the answer came cheaper is given back.
 */
export function createAdmission({ budgets, limits }: { budgets: Budgets; limits: AdmissionLimits }): Admit {
  return async ({ requested, actual, attempts }, { variables, context }) => {
    const cost = costOf(requested, variables);
    if (cost instanceof Refused) return cost;
    const budget = budgetOf(context, limits);
    const limit = Math.min(limits.operationCostMax, budget.capacity);
    if (cost > limit) return tooDear(cost, limit);
    const made = attempts?.(variables) ?? [];
    if (made.length > 0) {
      const wait = await takeAttempts(made, clientNetwork(context.client.address), { budgets, limits });
      if (wait !== undefined) return tooOften(wait);
    }
    const { ok, left } = await budgets.take(budget, cost);
    if (!ok) return spent(cost, left, budget);
    return {
      settle(data) {
        const spentCost = Math.max(costMin, actual(data, variables));
        if (spentCost !== cost) budgets.settle(budget, cost - spentCost);
        const remaining = Math.min(budget.capacity, left + cost - spentCost);
        const report = {
          requested: cost,
          actual: spentCost,
          limit,
          remaining: Math.floor(remaining),
          capacity: budget.capacity,
          restoredPerSecond: budget.refillPerSecond,
        };
        return { report, headers: rateHeaders(budget, remaining) };
      },
    };
  };
}

function costOf(requested: Amount, variables: Variables): number | Refused {
  try {
    return Math.max(costMin, amountOf(requested, variables));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return new Refused(400, new ClientError(error.message, { extensions: { ...error.extensions } }));
  }
}

/** Whose budget an operation is paid from. */
export function budgetOf(
  { principal, client }: Pick<OperationContext, 'principal' | 'client'>,
  { user, apiKey, anonymous }: AdmissionLimits,
): Budget {
  if (!principal) return { key: `net:${clientNetwork(client.address)}`, ...anonymous };
  if (principal.kind === 'service') return { key: `service:${principal.service}`, ...apiKey };
  return principal.apiKeyId === undefined
    ? { key: `user:${principal.userId}`, ...user }
    : { key: `key:${principal.apiKeyId}`, ...apiKey };
}

function tooDear(requested: number, limit: number): Refused {
  const message = `The operation may cost up to ${Math.ceil(requested)} points, and ${limit} are allowed. Ask for shorter lists or fewer fields.`;
  return new Refused(
    400,
    new ClientError(message, { extensions: { code: 'COST_LIMIT_EXCEEDED', cost: { requested, limit } } }),
  );
}

/** The answer to somebody who cannot pay. */
export function spent(requested: number, left: number, budget: Budget): Refused {
  const retryAfterSeconds = secondsUntil(requested, left, budget);
  return new Refused(
    429,
    new ClientError(
      `The operation may cost ${Math.ceil(requested)} points, and ${Math.max(0, Math.floor(left))} are left. Try again in ${retryAfterSeconds} s.`,
      {
        extensions: {
          code: 'RATE_LIMITED',
          retryAfterSeconds,
          cost: { requested, remaining: Math.max(0, Math.floor(left)), capacity: budget.capacity },
        },
      },
    ),
    { 'retry-after': String(retryAfterSeconds), ...rateHeaders(budget, left) },
  );
}

function tooOften(retryAfterSeconds: number): Refused {
  return new Refused(
    429,
    new ClientError(`That was tried too often from here. Try again in ${retryAfterSeconds} s.`, {
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds },
    }),
    { 'retry-after': String(retryAfterSeconds) },
  );
}
