import { type GraphQLSchema } from 'graphql';
import type { Random } from './random.ts';
export interface RandomOperation {
    query: string;
    variables: Record<string, unknown>;
}
/** Ids that arguments are given, besides nonsense. */
export interface KnownValues {
    ids: readonly string[];
}
/** A valid operation of the schema, of any shape: fragments in fragments, aliases, conditions, variables, odd values. */
export declare function randomOperation(schema: GraphQLSchema, random: Random, { ids }: KnownValues): RandomOperation;
/** The text with some of it damaged: cut, doubled, replaced. Rarely valid any more. */
export declare function damaged(text: string, random: Random): string;
