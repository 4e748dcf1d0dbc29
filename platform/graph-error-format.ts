import { type GraphQLError, GraphQLError as GraphQLErrorClass, type GraphQLFormattedError } from 'graphql';
import type { Log } from './log.ts';

/** Codes that are meant for the client; their messages are written for people and pass unchanged. */
const clientCodes = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'SERVICE_UNAVAILABLE',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/**
 * What a client may see of an error: expected ones as they are, everything else as one sentence with the request id.
 * The cause goes to the log; no stack trace, host name or statement leaves the process.
 */
export function formatError(
  error: GraphQLError,
  { requestId, log }: { requestId: string; log: Log },
): GraphQLFormattedError {
  const code = error.extensions['code'];
  // graphql-js throws without a code for values that do not fit the schema.
  const isGraphQLsOwn = code === undefined && !error.originalError;
  if (isGraphQLsOwn || (typeof code === 'string' && clientCodes.has(code))) {
    return shape(error, error.message, typeof code === 'string' ? code : 'BAD_USER_INPUT', requestId);
  }
  log.error({ err: error.originalError ?? error, requestId, path: error.path?.join('.') }, 'a resolver failed');
  return shape(error, `Something went wrong on our side. Request ${requestId}.`, 'INTERNAL_SERVER_ERROR', requestId);
}

/** The error of a GraphQL result as the class, whatever threw it. */
export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLErrorClass) return error;
  return new GraphQLErrorClass('Unexpected error.', {
    originalError: error instanceof Error ? error : new Error(String(error)),
  });
}

function shape(error: GraphQLError, message: string, code: string, requestId: string): GraphQLFormattedError {
  return {
    message,
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { code, requestId },
  };
}
