import { formatError } from '@smarterfirms/platform/graph-error-format';
import { GraphQLError } from 'graphql';
/** An error that may be shown to a client as it is. Everything else is masked first. */
export class ClientError extends GraphQLError {
}
/** Shows an error to a client: expected ones with their code and message, all others as one sentence with the request id. */
export function clientError(error, { requestId, log, passedHeaders }) {
    if (error instanceof ClientError)
        return error;
    if (passedHeaders)
        return unmasked(asError(error));
    const graphQLError = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) });
    const { message, path, locations, extensions } = formatError(graphQLError, { requestId, log });
    // Locations of a subgraph's error point into a query that the client never wrote: those errors have a path.
    const nodes = path || !locations ? undefined : graphQLError.nodes;
    return new ClientError(withoutSuggestions(message), {
        ...(nodes ? { nodes } : {}),
        ...(!nodes && !path && graphQLError.source && graphQLError.positions
            ? { source: graphQLError.source, positions: graphQLError.positions }
            : {}),
        ...(path ? { path } : {}),
        extensions: { ...extensions, ...reasonOf(graphQLError) },
    });
}
function unmasked(error) {
    if (!(error instanceof GraphQLError))
        return new ClientError(error.message);
    const { message, path, nodes, extensions } = error;
    return new ClientError(message, { ...(path ? { path } : {}), ...(nodes ? { nodes } : {}), extensions });
}
/** graphql-js helps with names that are close to a wrong one, and so tells of fields that were never asked for. */
function withoutSuggestions(message) {
    return message.replace(/ Did you mean [^?]*\?/g, '');
}
function reasonOf({ extensions }) {
    return typeof extensions['reason'] === 'string' ? { reason: extensions['reason'] } : {};
}
function asError(error) {
    return error instanceof Error ? error : new Error(String(error));
}
//# sourceMappingURL=client-error.js.map