import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { expectSameOutcome } from '../testing/equivalence/expect-same-outcome.js';
import { productGraph, testGraphs } from '../testing/equivalence/graphs.js';
const supergraphConfig = fileURLToPath(new URL('../../supergraph.yaml', import.meta.url));
const operations = 500;
const answers = Array.from({ length: 12 }, (_, seed) => ({ seed, lax: seed % 2 === 1 }));
for (const graph of [...Object.values(testGraphs).map((make) => make()), productGraph(supergraphConfig)])
    test(`${operations} generated operations over ${graph.name} have the stock executor's outcome with ${answers.length} sets of answers`, async () => {
        const { outcomes, unplanned } = await expectSameOutcome(graph, { operations, answers });
        expect(outcomes).toBe((operations - unplanned) * answers.length);
        expect(unplanned).toBeLessThan(operations / 100);
    }, 900_000);
//# sourceMappingURL=equivalence.full.test.js.map