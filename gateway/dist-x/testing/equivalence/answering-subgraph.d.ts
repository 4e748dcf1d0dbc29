import { type DocumentNode } from 'graphql';
import type { SubgraphSource } from '../../upstream/http-source.ts';
import type { Entities } from './entities.ts';
export interface AnsweringOptions {
    /** Other answers for another seed. */
    seed: number;
    /** Answers break the schema: nulls where none may be, and values of other types. */
    lax: boolean;
}
/**
 * A subgraph that answers every query of its schema with made-up data: the same for the same entity and field, whoever
 * asks, with nulls, errors and missing entities among it.
 */
export declare function answeringSubgraph(name: string, typeDefs: DocumentNode, entities: Entities, { seed, lax }: AnsweringOptions): SubgraphSource;
