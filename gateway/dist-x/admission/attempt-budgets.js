import { createHash } from 'node:crypto';
import { secondsUntil } from '../budget/budget.js';
/**
 * Counts attempts per client network and per account, all of an operation or none.
 * @returns the seconds to wait, or undefined where all may be made.
 */
export async function takeAttempts(attempts, network, { budgets, limits }) {
    const wanted = new Map();
    for (const attempt of attempts) {
        count({ key: `try:${attempt.field}:net:${network}`, ...bucketOf(limits, attempt.network) });
        if (attempt.email !== undefined)
            count({ key: `try:${attempt.field}:account:${hashed(attempt.email)}`, ...bucketOf(limits, attempt.account) });
    }
    const taken = [];
    for (const { budget, amount } of wanted.values()) {
        const { ok, left } = await budgets.take(budget, amount);
        if (ok) {
            taken.push({ budget, amount });
            continue;
        }
        for (const each of taken)
            budgets.settle(each.budget, each.amount);
        // More at once than there ever is: waiting does not help, but a bucket that is full is the best there will be.
        return secondsUntil(Math.min(amount, budget.capacity), left, budget);
    }
    return undefined;
    function count(budget) {
        const before = wanted.get(budget.key);
        wanted.set(budget.key, { budget, amount: (before?.amount ?? 0) + 1 });
    }
}
function bucketOf(limits, name) {
    const bucket = limits[name];
    if (typeof bucket === 'number')
        throw new Error(`${name} is not a bucket`);
    return bucket;
}
/** Addresses of email are nobody's business in a shared store. */
function hashed(email) {
    return createHash('sha256').update(email).digest('base64url').slice(0, 22);
}
//# sourceMappingURL=attempt-budgets.js.map