import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { type CollectParts } from './collect-fields.ts';
import { type Run } from './run.ts';
/** What became of the data of one run. */
export interface Projected {
    /** The `data` of the answer, as JSON. */
    json: string;
    /** Nulls where the schema allows none, and values of the wrong type, that no subgraph has reported. */
    mistakes: GraphQLError[];
}
export interface ProjectionParts {
    schema: GraphQLSchema;
    /** What the answer is shaped by. */
    document: DocumentNode;
    operation: OperationDefinitionNode;
    /** From names that only we use to the response names that the client gave. */
    responseNames: ReadonlyMap<string, string>;
    /** Those of them that nothing is fetched for. */
    isDenied(name: string): boolean;
    /** Whether the object at this path may stand at several places of the data. */
    isShared(path: string): boolean;
    includes: CollectParts['includes'];
}
/**
 * Compiles the shape of an answer into a function that writes it as JSON, straight from what subgraphs sent: chosen
 * fields only, in the order of the operation, with nulls spread to where the schema allows them.
 */
export declare function compileProjection(parts: ProjectionParts): (run: Run) => Projected;
