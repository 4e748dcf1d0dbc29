import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { expectSameOutcome } from '../testing/equivalence/expect-same-outcome.js';
import { productGraph, testGraphs } from '../testing/equivalence/graphs.js';
const supergraphConfig = fileURLToPath(new URL('../../supergraph.yaml', import.meta.url));
/** Of each graph; `equivalence.full.test.ts` runs many more. */
const operations = 25;
for (const graph of [...Object.values(testGraphs).map((make) => make()), productGraph(supergraphConfig)])
    test(`generated operations over ${graph.name} have the stock executor's outcome, whatever subgraphs answer`, async () => {
        const compared = await expectSameOutcome(graph, {
            operations,
            answers: [
                { seed: 1, lax: false },
                { seed: 2, lax: false },
                { seed: 3, lax: true },
                { seed: 4, lax: true },
            ],
        });
        expect(compared).toEqual({
            outcomes: operations * 4,
            withData: expect.any(Number),
            withErrors: expect.any(Number),
            unplanned: 0,
        });
        // Data that is always null, or never, and answers without errors would show nothing.
        expect(compared.withData).toBeGreaterThan(operations);
        expect(compared.withErrors).toBeGreaterThan(0);
    });
//# sourceMappingURL=equivalence.test.js.map