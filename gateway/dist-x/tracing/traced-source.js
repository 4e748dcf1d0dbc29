import { inSpan } from '@smarterfirms/platform/span';
import { serverFault } from './operation-attributes.js';
/**
 * A span around every fetch from a subgraph. Fetches that are answered together, or from the cache, have one each; the
 * subgraph's own spans are part of that which was sent.
 */
export function tracedSource(name, source) {
    return {
        get leftAlone() {
            return source.leftAlone;
        },
        call: (call) => {
            const attributes = {
                ...fetchAttributes(name, call.operationName),
                ...(call.path ? { 'smarterfirms.fetch.path': call.path } : {}),
                ...(call.representations ? { 'smarterfirms.fetch.entities': call.representations.length } : {}),
            };
            return inFetchSpan(name, attributes, () => source.call(call));
        },
        process: (options) => inFetchSpan(name, fetchAttributes(name, options.request.operationName), () => source.process(options)),
        reachable: () => source.reachable(),
        close: () => source.close(),
    };
}
function inFetchSpan(name, attributes, fetch) {
    return inSpan(`fetch ${name}`, { kind: 'client', attributes }, async (span) => {
        const answer = await fetch();
        if (span)
            tellErrors(span, answer);
        return answer;
    });
}
function tellErrors(span, { errors }) {
    if (!errors || errors.length === 0)
        return;
    const codes = [...new Set(errors.map(({ extensions }) => String(extensions?.['code'] ?? 'unknown')))];
    const fault = serverFault(codes);
    span.set({ 'smarterfirms.error.codes': codes });
    if (fault)
        span.fail(fault);
}
function fetchAttributes(subgraph, operationName) {
    return {
        'smarterfirms.subgraph': subgraph,
        ...(operationName ? { 'graphql.operation.name': operationName } : {}),
    };
}
//# sourceMappingURL=traced-source.js.map