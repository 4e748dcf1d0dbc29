import type { IncomingMessage } from 'node:http';
/** What a client sends to have an operation run (GraphQL over HTTP, section 4.1). */
export interface GraphQLParameters {
    /** Empty where extensions.persistedQuery says which one is meant. */
    query: string;
    operationName: string | undefined;
    variables: Record<string, unknown>;
    extensions: Record<string, unknown>;
}
/**
 * Reads the operation that a request asks for. Throws RequestRefused.
 *
 * A request that a browser would send from a foreign page without a preflight is refused before anything else is done:
 * it needs a header that only a permitted page may set.
 */
export declare function readGraphQLParameters(request: IncomingMessage): Promise<GraphQLParameters>;
