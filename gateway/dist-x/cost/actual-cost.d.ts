import { type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { type Variables } from './amount.ts';
import { type CostParts } from './requested-cost.ts';
/** What an answer has cost. */
export type ActualCost = (data: unknown, variables: Variables) => number;
/**
 * Counts an answer by the same weights as the request, with the lists as long as they came. Only what costs something is
 * looked at: of most objects that is one number each, never their scalars.
 */
export declare function actualCost(document: DocumentNode, operation: OperationDefinitionNode, { schema, rules }: CostParts): ActualCost;
