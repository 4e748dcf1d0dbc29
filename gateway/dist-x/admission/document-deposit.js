import { budgetOf, spent } from './admission.js';
/** Points. Parsing and validating a document costs about as much as a small operation. */
const mistakeCost = 10;
export function createDocumentDeposit({ budgets, limits }) {
    return async (context) => {
        const budget = budgetOf(context, limits);
        const amount = Math.min(mistakeCost, budget.capacity);
        const { ok, left } = await budgets.take(budget, amount);
        return ok ? { giveBack: () => budgets.settle(budget, amount) } : spent(amount, left, budget);
    };
}
//# sourceMappingURL=document-deposit.js.map