import { type GraphQLSchema } from 'graphql';
/**
 * Whether an object that says to be of a type meets a type condition. An interface may be said, too: a subgraph with an
 * interface object knows no better.
 */
export declare function meetsCondition(schema: GraphQLSchema, condition: string, typename: unknown): boolean;
