import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { type Projected } from './projection.ts';
import type { Run } from './run.ts';
export interface Executed extends Projected {
    errors: Error[];
    /** What the subgraphs sent, merged, under the names of the plan. */
    data: unknown;
}
/** Runs an operation: fetches what its plan says and writes the answer. */
export type CompiledOperation = (run: Pick<Run, 'variables' | 'dataSources' | 'context'>) => Promise<Executed>;
export interface OperationParts {
    /** What clients see. */
    apiSchema: GraphQLSchema;
    /** With what clients do not see: representations may have fields and types that are `@inaccessible`. */
    supergraphSchema: GraphQLSchema;
    plan: QueryPlan;
    /** What the answer is shaped by. */
    shape: DocumentNode;
    operation: OperationDefinitionNode;
    responseNames: ReadonlyMap<string, string>;
    isDenied(name: string): boolean;
}
/**
 * Compiles a planned operation once, for every run of it. Undefined where its plan has something that only the stock
 * executor does.
 */
export declare function compileOperation(parts: OperationParts): CompiledOperation | undefined;
