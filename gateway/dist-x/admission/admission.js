import { GraphQLError } from 'graphql';
import { secondsUntil } from '../budget/budget.js';
import { amountOf } from '../cost/amount.js';
import { clientNetwork } from '../identity/client-network.js';
import { ClientError } from '../operation/client-error.js';
import { takeAttempts } from './attempt-budgets.js';
import { rateHeaders } from './rate-headers.js';
/** The operation is not run: its HTTP status, the error, and headers that say when to come again. */
export class Refused {
    constructor(status, error, headers = {}) {
        this.status = status;
        this.error = error;
        this.headers = headers;
    }
}
/** Even an operation that asks for nothing is one. */
const costMin = 1;
/**
 * Demand control: an operation may cost only so much, whoever sends it, and each principal spends from a budget of its own.
 * The most that it can cost is taken before it runs; what the answer came cheaper is given back.
 */
export function createAdmission({ budgets, limits }) {
    return async ({ requested, actual, attempts }, { variables, context }) => {
        const cost = costOf(requested, variables);
        if (cost instanceof Refused)
            return cost;
        const budget = budgetOf(context, limits);
        const limit = Math.min(limits.operationCostMax, budget.capacity);
        if (cost > limit)
            return tooDear(cost, limit);
        const made = attempts?.(variables) ?? [];
        if (made.length > 0) {
            const wait = await takeAttempts(made, clientNetwork(context.client.address), { budgets, limits });
            if (wait !== undefined)
                return tooOften(wait);
        }
        const { ok, left } = await budgets.take(budget, cost);
        if (!ok)
            return spent(cost, left, budget);
        return {
            settle(data) {
                const spentCost = Math.max(costMin, actual(data, variables));
                if (spentCost !== cost)
                    budgets.settle(budget, cost - spentCost);
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
function costOf(requested, variables) {
    try {
        return Math.max(costMin, amountOf(requested, variables));
    }
    catch (error) {
        if (!(error instanceof GraphQLError))
            throw error;
        return new Refused(400, new ClientError(error.message, { extensions: { ...error.extensions } }));
    }
}
/** Whose budget an operation is paid from. */
export function budgetOf({ principal, client }, { user, apiKey, anonymous }) {
    if (!principal)
        return { key: `net:${clientNetwork(client.address)}`, ...anonymous };
    if (principal.kind === 'service')
        return { key: `service:${principal.service}`, ...apiKey };
    return principal.apiKeyId === undefined
        ? { key: `user:${principal.userId}`, ...user }
        : { key: `key:${principal.apiKeyId}`, ...apiKey };
}
function tooDear(requested, limit) {
    const message = `The operation may cost up to ${Math.ceil(requested)} points, and ${limit} are allowed. Ask for shorter lists or fewer fields.`;
    return new Refused(400, new ClientError(message, { extensions: { code: 'COST_LIMIT_EXCEEDED', cost: { requested, limit } } }));
}
/** The answer to somebody who cannot pay. */
export function spent(requested, left, budget) {
    const retryAfterSeconds = secondsUntil(requested, left, budget);
    return new Refused(429, new ClientError(`The operation may cost ${Math.ceil(requested)} points, and ${Math.max(0, Math.floor(left))} are left. Try again in ${retryAfterSeconds} s.`, {
        extensions: {
            code: 'RATE_LIMITED',
            retryAfterSeconds,
            cost: { requested, remaining: Math.max(0, Math.floor(left)), capacity: budget.capacity },
        },
    }), { 'retry-after': String(retryAfterSeconds), ...rateHeaders(budget, left) });
}
function tooOften(retryAfterSeconds) {
    return new Refused(429, new ClientError(`That was tried too often from here. Try again in ${retryAfterSeconds} s.`, {
        extensions: { code: 'RATE_LIMITED', retryAfterSeconds },
    }), { 'retry-after': String(retryAfterSeconds) });
}
//# sourceMappingURL=admission.js.map