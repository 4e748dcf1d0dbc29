import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { expectSameOutcome } from '../testing/equivalence/expect-same-outcome.ts';
import { productGraph, testGraphs } from '../testing/equivalence/graphs.ts';

const supergraphConfig = fileURLToPath(new URL('../../supergraph.yaml', import.meta.url));
const operations = 500;
const answers = Array.from({ length: 12 }, (_, seed) => ({ seed, lax: seed % 2 === 1 }));

for (const graph of [...Object.values(testGraphs).map((make) => make()), productGraph(supergraphConfig)])
  test(`${operations * answers.length} outcomes of generated operations over ${graph.name} are the stock executor's`, async () => {
    const { outcomes } = await expectSameOutcome(graph, { operations, answers });
    expect(outcomes).toBe(operations * answers.length);
  }, 900_000);
