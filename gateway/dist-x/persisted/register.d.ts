import { type GraphQLSchema } from 'graphql';
import { type PersistedOperation } from './manifest.ts';
/**
 * The operations of a client's documents as it sends them: each with the fragments that it uses, and with `__typename` in
 * every object, which Apollo Client's cache adds to what it asks for. Sorted by name. Throws where one has no name of its own.
 */
export declare function registeredOperations(sources: readonly string[]): PersistedOperation[];
/** What of registered operations the schema does not allow, one readable line each. */
export declare function brokenOperations(schema: GraphQLSchema, operations: readonly PersistedOperation[]): string[];
