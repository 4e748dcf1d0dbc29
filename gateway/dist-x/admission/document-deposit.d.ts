import type { Budgets } from '../budget/budget.ts';
import type { OperationContext } from '../context.ts';
import { type Refused } from './admission.ts';
import type { AdmissionLimits } from './limits.ts';
/**
 * Takes the price of a mistake before a document that is not known is read. It is kept when the document has mistakes, so
 * that reading garbage is not free, and somebody without budget cannot make us read any.
 *
 * @returns how to give it back.
 */
export type TakeDeposit = (context: Pick<OperationContext, 'principal' | 'client'>) => Promise<{
    giveBack(): void;
} | Refused>;
export declare function createDocumentDeposit({ budgets, limits }: {
    budgets: Budgets;
    limits: AdmissionLimits;
}): TakeDeposit;
