import { type DocumentNode, type GraphQLSchema } from 'graphql';
/**
 * The reference of the public API as Markdown, from its schema and from the permissions that the supergraph states.
 *
 * @param schema the schema of the contract.
 * @param supergraph the composed supergraph that the contract was made from.
 */
export declare function referenceOf(schema: GraphQLSchema, supergraph: DocumentNode): string;
