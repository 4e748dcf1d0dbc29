/**
 * What demand control adds to an operation, on one core, beside parsing the JSON of the same answer: the least that any
 * gateway does with it. Times are per operation; the median of nine rounds.
 */
import { readFileSync } from 'node:fs';
import { newId } from '@smarterfirms/platform/ids';
import { getOperationAST, parse } from 'graphql';
import { createMemoryBudgets } from '../budget/memory-budgets.js';
import { actualCost } from '../cost/actual-cost.js';
import { requestedCost } from '../cost/requested-cost.js';
import { loadSupergraph } from '../supergraph/supergraph.js';
import { createAdmission, Refused } from './admission.js';
import { changedLimits } from './limits.js';
const supergraph = loadSupergraph(readFileSync(new URL('../../supergraph.graphql', import.meta.url), 'utf8'));
const parts = { schema: supergraph.apiSchema, rules: supergraph.costs };
const principal = {
    kind: 'user',
    userId: newId('user'),
    scopes: [],
    sessionId: newId('session'),
    sessionVersion: 1,
};
const context = { principal, client: { address: '203.0.113.7', userAgent: undefined } };
const plenty = { capacity: 1e15, refillPerSecond: 1e12 };
const admit = createAdmission({ budgets: createMemoryBudgets(), limits: changedLimits({ user: plenty }) });
const contact = { id: 'con_1', name: 'A client with a name of usual length' };
const matter = { id: 'mat_1', displayNumber: '00017-Okonkwo', description: 'x'.repeat(600), client: contact };
const page = { totalCount: 100, nodes: Array.from({ length: 100 }, () => matter) };
const cases = [
    { name: 'small', query: '{ me { id name } }', variables: {}, data: { me: { id: 'usr_1', name: 'Grace' } } },
    {
        name: 'a page of 100, sized by a variable',
        query: 'query($first: Int!) { firm { id matters(first: $first) { totalCount nodes { id displayNumber description client { id name } } } } }',
        variables: { first: 100 },
        data: { firm: { id: 'frm_1', matters: page } },
    },
];
for (const { name, query, variables, data } of cases) {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation)
        throw new Error('the benchmark has no operation');
    const demand = {
        requested: requestedCost(document, operation, parts),
        actual: actualCost(document, operation, parts),
        attempts: undefined,
    };
    const json = JSON.stringify(data);
    const baseline = await median(async () => void JSON.parse(json));
    const control = await median(async () => {
        const admitted = await admit(demand, { variables, context });
        if (admitted instanceof Refused)
            throw admitted.error;
        admitted.settle(data);
    });
    const row = (what, ms) => `  ${what.padEnd(28)} ${(ms * 1_000).toFixed(2).padStart(9)} µs  ×${(ms / baseline).toFixed(2)}\n`;
    process.stdout.write(`${name}, an answer of ${(json.length / 1_000).toFixed(1)} KB\n`);
    process.stdout.write(row('parsing the answer (baseline)', baseline) + row('demand control', control));
}
/** Milliseconds of one call. */
async function median(work) {
    const rounds = [];
    for (let round = 0; round < 10; round += 1) {
        const calls = 2_000;
        const startedAt = performance.now();
        for (let call = 0; call < calls; call += 1)
            await work();
        // The first round is for the compiler.
        if (round > 0)
            rounds.push((performance.now() - startedAt) / calls);
    }
    return rounds.sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
}
//# sourceMappingURL=admission.bench.js.map