import { ERRORS, errorCodeDef } from '@apollo/federation-internals';
import { GraphQLError as GraphQLErrorClass } from 'graphql';
/** An error of a subgraph, at its place in the client's operation. */
export function subgraphError(serviceName, error, path) {
    const message = error.message || `Error while fetching subquery from service "${serviceName}"`;
    const options = {
        originalError: error,
        path,
        extensions: { ...error.extensions, serviceName },
    };
    const known = errorCodeDef(error);
    if (!known && error.extensions?.['code'])
        return new GraphQLErrorClass(message, options);
    return (known ?? ERRORS.DOWNSTREAM_SERVICE_ERROR).err(message, options);
}
//# sourceMappingURL=subgraph-error.js.map