import { ClientError } from '../operation/client-error.js';
/** The codes of errors, each once. */
export function codesOf(errors) {
    return [...new Set(errors.map(({ extensions }) => String(extensions['code'])))];
}
/** The same error with the id of its request; one that has an id keeps it. */
export function withRequestId(error, requestId) {
    return new ClientError(error.message, {
        ...(error.nodes ? { nodes: error.nodes } : {}),
        ...(error.path ? { path: error.path } : {}),
        extensions: { requestId, ...error.extensions },
    });
}
/** As it is sent. */
export function formatted(error, requestId) {
    return withRequestId(error, requestId).toJSON();
}
//# sourceMappingURL=socket-errors.js.map