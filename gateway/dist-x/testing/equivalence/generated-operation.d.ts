import { type GraphQLSchema } from 'graphql';
export interface GeneratedOperation {
    source: string;
    variables: Record<string, unknown>;
}
/** How operations are generated. */
export interface Generation {
    /** Levels of selections; 5 by default. */
    depthMax?: number | undefined;
}
/** A valid operation with everything that changes how one is run: fragments, aliases, conditions, arguments, repeats. */
export declare function generateOperation(schema: GraphQLSchema, seed: number, generation?: Generation): GeneratedOperation;
