import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
type Change = (value: unknown) => void;
/**
 * Compiles the planner's rewrites of one fetch: values to set (the interface's name for an interface object) and keys to
 * rename (fields that were fetched under an alias because two types of a union disagree).
 */
export declare function compileRewrites(schema: GraphQLSchema, rewrites: readonly FetchDataRewrite[] | undefined): Change | undefined;
export {};
