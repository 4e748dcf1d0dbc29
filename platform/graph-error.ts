import { GraphQLError } from 'graphql';

/** Stable codes of thrown errors, in `extensions.code`. Expected outcomes of mutations are data, not errors. */
export type GraphErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

export function graphError(code: GraphErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

export const unauthenticated = () => graphError('UNAUTHENTICATED', 'Sign in to do this.');
export const forbidden = (scope: string) => graphError('FORBIDDEN', `This needs the permission "${scope}".`);
export const badInput = (message: string) => graphError('BAD_USER_INPUT', message);
