import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { ClientError } from '../operation/client-error.ts';
/** The codes of errors, each once. */
export declare function codesOf(errors: readonly GraphQLError[]): string[];
/** The same error with the id of its request; one that has an id keeps it. */
export declare function withRequestId(error: GraphQLError, requestId: string): ClientError;
/** As it is sent. */
export declare function formatted(error: GraphQLError, requestId: string): GraphQLFormattedError;
