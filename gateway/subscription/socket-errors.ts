import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { ClientError } from '../operation/client-error.ts';

/** The codes of errors, each once. */
export function codesOf(errors: readonly GraphQLError[]): string[] {
  return [...new Set(errors.map(({ extensions }) => String(extensions['code'])))];
}

/** The same error with the id of its request; one that has an id keeps it. */
export function withRequestId(error: GraphQLError, requestId: string): ClientError {
  return new ClientError(error.message, {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { requestId, ...error.extensions },
  });
}

/** As it is sent. */
export function formatted(error: GraphQLError, requestId: string): GraphQLFormattedError {
  return withRequestId(error, requestId).toJSON();
}
