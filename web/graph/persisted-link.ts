import { ApolloLink } from '@apollo/client';
import { operationId, persistedQuery } from './operation-id.ts';

/** Sends the id of an operation over HTTP and leaves its text here: in production the gateway takes registered ones only. */
export function persistedLink(): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const id = operationId(operation.operationName);
    if (id !== undefined) {
      operation.extensions = { ...operation.extensions, ...persistedQuery(id) };
      operation.setContext({ http: { includeExtensions: true, includeQuery: false } });
    }
    return forward(operation);
  });
}
