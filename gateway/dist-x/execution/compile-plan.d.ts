import type { PlanNode } from '@apollo/query-planner';
import { type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { type Run, type Step } from './run.ts';
import { type SharedFields } from './shared-fields.ts';
/** A plan has something that the compiled path does not do; the stock executor runs it. */
export declare class NotCompilable extends Error {
}
interface Planned {
    schema: GraphQLSchema;
    operation: OperationDefinitionNode;
    responseNames: ReadonlyMap<string, string>;
    sharedFields: SharedFields;
}
/** Compiles a query plan into one function. Throws NotCompilable for `@defer`, for subscriptions and for contexts. */
export declare function compilePlan(plan: PlanNode, parts: Omit<Planned, 'sharedFields'>): {
    step: Step;
    sharedFields: SharedFields;
};
/** How to read a variable that `@skip` or `@include` depends on. It throws where that is no Boolean. */
export declare function conditionReader(operation: OperationDefinitionNode, name: string): (run: Run) => boolean;
export {};
