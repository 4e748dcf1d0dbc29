import { type FieldNode } from 'graphql';
import type { Amount } from './amount.ts';
import type { FieldRule, ListSize } from './cost-rules.ts';
import { type Defaults } from './given-value.ts';
/** What a list counts as when nobody has said how long it may get. */
export declare const unstatedListSize = 10;
/**
 * How many values the list of a field may have: the largest of its slicing arguments, else the size that is assumed.
 * The amount throws a GraphQLError (BAD_USER_INPUT) where exactly one slicing argument is needed and none or several are
 * given; a default of the schema counts as given as long as no other one is.
 */
export declare function listSizeOf(node: FieldNode, { arguments: expected }: FieldRule, { assumedSize, slicingArguments, requireOneSlicingArgument }: ListSize, defaults: Defaults): Amount;
