import { CombinedGraphQLErrors } from '@apollo/client/errors';

/** What went wrong with a query, in the words that the page may show. */
export interface GraphFailure {
  kind: 'forbidden' | 'refused' | 'unreachable';
  message: string;
}

/** Messages of the graph are written for people; anything else is a matter of the network. */
export function graphFailure(error: unknown): GraphFailure {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const message = first?.message ?? 'The answer could not be read.';
    return { kind: first?.extensions?.['code'] === 'FORBIDDEN' ? 'forbidden' : 'refused', message };
  }
  return {
    kind: 'unreachable',
    message: 'Smarter Firms could not be reached. Your data is safe; check your connection and try again.',
  };
}
