/** Of OpenTelemetry's conventions for GraphQL servers, and of ours for who asked and how it ended. */
export function operationAttributes({ operationType, operationName, firmId, apiKeyId, codes, results, }) {
    return {
        ...(operationType ? { 'graphql.operation.type': operationType } : {}),
        ...(operationName ? { 'graphql.operation.name': operationName } : {}),
        'smarterfirms.client': apiKeyId ?? (firmId ? 'application' : 'anonymous'),
        ...(firmId ? { 'smarterfirms.firm.id': firmId } : {}),
        ...(codes && codes.length > 0 ? { 'smarterfirms.error.codes': [...codes] } : {}),
        ...(results === undefined ? {} : { 'smarterfirms.results': results }),
    };
}
export function operationSpanName(type, name) {
    return name ? `${type} ${name}` : type;
}
const faults = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'SUBSCRIPTION_SOURCE_ERROR']);
/** The code that makes a span a failed one: what a client did wrong is none of our failures. */
export function serverFault(codes) {
    return codes?.find((code) => faults.has(code));
}
//# sourceMappingURL=operation-attributes.js.map