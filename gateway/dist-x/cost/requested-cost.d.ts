import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { type Amount } from './amount.ts';
import type { CostRules } from './cost-rules.ts';
/** What a mutation costs before its fields are counted: it writes, and sends events. */
export declare const mutationWeight = 10;
export interface CostParts {
    schema: GraphQLSchema;
    rules: CostRules;
}
/**
 * The most that an operation can cost, from its text and variables alone.
 *
 * A field costs its own weight and those of its arguments, and then for each value that it may return the weight of the
 * type and what is selected below. Of fragments on different types only the dearest can apply to one value.
 */
export declare function requestedCost(document: DocumentNode, operation: OperationDefinitionNode, { schema, rules }: CostParts): Amount;
