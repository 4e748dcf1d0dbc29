import { expect, test } from '@jest/globals';
import { secondsUntil } from './budget.js';
import { createMemoryBudgets } from './memory-budgets.js';
let now = 0;
const budget = { key: 'a', capacity: 100, refillPerSecond: 10 };
test('a bucket is full at first, fills continuously and never overflows', () => {
    const budgets = createMemoryBudgets(() => now);
    expect(budgets.take(budget, 100)).toEqual({ ok: true, left: 0 });
    expect(budgets.take(budget, 1)).toEqual({ ok: false, left: 0 });
    now += 250;
    expect(budgets.take(budget, 2)).toEqual({ ok: true, left: 0.5 });
    now += 3_600_000;
    expect(budgets.take(budget, 0)).toEqual({ ok: true, left: 100 });
    expect(budgets.take({ ...budget, key: 'b' }, 100)).toEqual({ ok: true, left: 0 });
});
test('what was too much comes back, and what was too little is owed', () => {
    const budgets = createMemoryBudgets(() => now);
    budgets.take(budget, 80);
    budgets.settle(budget, 50);
    expect(budgets.take(budget, 0)).toEqual({ ok: true, left: 70 });
    budgets.settle(budget, -170);
    expect(budgets.take(budget, 0)).toEqual({ ok: false, left: -100 });
    now += 10_000;
    expect(budgets.take(budget, 1)).toEqual({ ok: false, left: 0 });
});
test('the wait that is told is enough, in whole seconds', () => {
    expect(secondsUntil(50, 20, budget)).toBe(3);
    expect(secondsUntil(21, 20, budget)).toBe(1);
    expect(secondsUntil(1, -100, budget)).toBe(11);
});
test('many addresses fill no memory without end, and buckets in use are kept while full ones can go', async () => {
    const budgets = createMemoryBudgets(() => now);
    budgets.take({ ...budget, key: 'used', refillPerSecond: 0.000_001 }, 100);
    for (let count = 0; count < 100_001; count += 1) {
        await budgets.take({ ...budget, key: `net:${count}` }, 1);
        now += 1;
    }
    expect(budgets.take({ ...budget, key: 'used', refillPerSecond: 0.000_001 }, 50)).toMatchObject({ ok: false });
});
//# sourceMappingURL=memory-budgets.test.js.map