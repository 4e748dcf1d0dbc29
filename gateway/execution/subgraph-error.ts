import { ERRORS, errorCodeDef } from '@apollo/federation-internals';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { GraphQLError as GraphQLErrorClass } from 'graphql';

type Path = readonly (string | number)[] | undefined;

/** An error of a subgraph, at its place in the client's operation. */
export function subgraphError(serviceName: string, error: GraphQLFormattedError, path: Path): GraphQLError {
  const message = error.message || `Error while fetching subquery from service "${serviceName}"`;
  const options = {
    originalError: error as Error & GraphQLFormattedError,
    path,
    extensions: { ...error.extensions, serviceName },
  };
  const known = errorCodeDef(error);
  if (!known && error.extensions?.['code']) return new GraphQLErrorClass(message, options);
  return (known ?? ERRORS.DOWNSTREAM_SERVICE_ERROR).err(message, options);
}
