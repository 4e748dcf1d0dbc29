import { type GraphQLLeafType } from 'graphql';
/** Writes a scalar or an enum value as JSON, or undefined when it is none of its type. */
export type WriteLeaf = (value: unknown) => string | undefined;
/**
 * What subgraphs may send for a type: custom scalars are anything; an ID and an Int may be a whole number, and an ID is
 * passed on as it came. A value of another type is not coerced but refused.
 */
export declare function leafWriter(type: GraphQLLeafType): WriteLeaf;
export declare function writeString(text: string): string;
