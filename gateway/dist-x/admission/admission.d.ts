import { type Budget, type Budgets } from '../budget/budget.ts';
import type { OperationContext } from '../context.ts';
import type { ActualCost } from '../cost/actual-cost.ts';
import { type Amount, type Variables } from '../cost/amount.ts';
import { ClientError } from '../operation/client-error.ts';
import type { Attempts } from './attempted-fields.ts';
import type { AdmissionLimits } from './limits.ts';
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
    settle(data: unknown): {
        report: CostReport;
        headers: Record<string, string>;
    };
}
/** The operation is not run: its HTTP status, the error, and headers that say when to come again. */
export declare class Refused {
    readonly status: 400 | 429;
    readonly error: ClientError;
    readonly headers: Record<string, string>;
    constructor(status: 400 | 429, error: ClientError, headers?: Record<string, string>);
}
/** Lets an operation in or refuses it, before anything is fetched for it. */
export type Admit = (demand: OperationDemand, request: {
    variables: Variables;
    context: Pick<OperationContext, 'principal' | 'client'>;
}) => Promise<Admitted | Refused>;
/**
 * Demand control: an operation may cost only so much, whoever sends it, and each principal spends from a budget of its own.
 * The most that it can cost is taken before it runs; what the answer came cheaper is given back.
 */
export declare function createAdmission({ budgets, limits }: {
    budgets: Budgets;
    limits: AdmissionLimits;
}): Admit;
/** Whose budget an operation is paid from. */
export declare function budgetOf({ principal, client }: Pick<OperationContext, 'principal' | 'client'>, { user, apiKey, anonymous }: AdmissionLimits): Budget;
/** The answer to somebody who cannot pay. */
export declare function spent(requested: number, left: number, budget: Budget): Refused;
