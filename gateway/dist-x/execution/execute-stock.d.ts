import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { Executed } from './compile-operation.ts';
import type { Run } from './run.ts';
export interface StockParts {
    supergraph: Supergraph;
    plan: QueryPlan;
    shape: DocumentNode;
    operation: OperationDefinitionNode;
    responseNames: ReadonlyMap<string, string>;
    isDenied(name: string): boolean;
}
/** Runs a plan with the executor of `@apollo/gateway`: the reference for ours, and the path for what ours does not do. */
export declare function executeStock({ supergraph, plan, shape, operation: { name }, responseNames, isDenied }: StockParts, { dataSources, context, variables }: Pick<Run, 'variables' | 'dataSources' | 'context'>): Promise<Executed>;
