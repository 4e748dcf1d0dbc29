import type { AnsweringOptions } from './answering-subgraph.ts';
import type { EquivalenceGraph } from './graphs.ts';
/** Runs so many generated operations by both executors and fails at the first difference, with the operation. */
export declare function expectSameOutcome(graph: EquivalenceGraph, { operations, answers }: {
    operations: number;
    answers: readonly AnsweringOptions[];
}): Promise<{
    outcomes: number;
    withData: number;
    withErrors: number;
    unplanned: number;
}>;
