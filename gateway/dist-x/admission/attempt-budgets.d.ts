import { type Budgets } from '../budget/budget.ts';
import type { Attempt } from './attempted-fields.ts';
import type { AdmissionLimits } from './limits.ts';
/**
 * Counts attempts per client network and per account, all of an operation or none.
 * @returns the seconds to wait, or undefined where all may be made.
 */
export declare function takeAttempts(attempts: readonly Attempt[], network: string, { budgets, limits }: {
    budgets: Budgets;
    limits: AdmissionLimits;
}): Promise<number | undefined>;
