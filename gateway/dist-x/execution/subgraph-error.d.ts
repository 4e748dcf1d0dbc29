import type { GraphQLError, GraphQLFormattedError } from 'graphql';
type Path = readonly (string | number)[] | undefined;
/** An error of a subgraph, at its place in the client's operation. */
export declare function subgraphError(serviceName: string, error: GraphQLFormattedError, path: Path): GraphQLError;
export {};
