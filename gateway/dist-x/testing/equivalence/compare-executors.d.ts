import type { Principal } from '@smarterfirms/platform/principal';
import { type AnsweringOptions } from './answering-subgraph.ts';
import type { EquivalenceGraph } from './graphs.ts';
export interface Outcome {
    /** Without the order of fields: ours is the specification's, the stock executor puts repeated fragments together. */
    data: unknown;
    /** Sorted; indices of lists are left out, because the stock executor takes them from another entity at times. */
    errors: string[];
    mistakes: string[];
}
export interface Comparison {
    source: string;
    variables: Record<string, unknown>;
    compiled: Outcome;
    stock: Outcome;
}
/**
 * Prepares to run generated operations over a graph by both executors: each operation once for each kind of answers, with the
 * same made-up subgraphs behind both. An operation that Apollo's planner fails at is compared with nothing.
 */
export declare function compareExecutors(graph: EquivalenceGraph, answers: readonly AnsweringOptions[]): (seed: number, principal?: Principal) => AsyncGenerator<Comparison>;
