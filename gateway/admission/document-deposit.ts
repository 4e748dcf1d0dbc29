import type { Budgets } from '../budget/budget.ts';
import type { OperationContext } from '../context.ts';
import { budgetOf, type Refused, spent } from './admission.ts';
import type { AdmissionLimits } from './limits.ts';

/**
 * Takes the price of a mistake before a document that is not known is read. It is kept when the document has mistakes, so
 * that reading garbage is not free, and somebody without budget cannot make us read any.
 *
 * @returns how to give it back.
 */
export type TakeDeposit = (
  context: Pick<OperationContext, 'principal' | 'client'>,
) => Promise<{ giveBack(): void } | Refused>;

/** Points. Parsing and validating a document costs about as much as a small operation. */
const mistakeCost = 10;

export function createDocumentDeposit({ budgets, limits }: { budgets: Budgets; limits: AdmissionLimits }): TakeDeposit {
  return async (context) => {
    const budget = budgetOf(context, limits);
    const amount = Math.min(mistakeCost, budget.capacity);
    const { ok, left } = await budgets.take(budget, amount);
    return ok ? { giveBack: () => budgets.settle(budget, amount) } : spent(amount, left, budget);
  };
}
