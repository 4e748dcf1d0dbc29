import { openSpan } from '@smarterfirms/platform/span';
import { operationAttributes, operationSpanName, serverFault } from './operation-attributes.js';
/**
 * What a client says about its trace: its `traceparent` decides over ours only where clients are trusted with that, since it
 * also says whether the trace is recorded. Anybody else's is linked, so that both sides can be found from each other.
 */
export function clientTrace(traceparent, trusted) {
    const given = typeof traceparent === 'string' ? traceparent : undefined;
    return trusted ? { parent: given ?? null } : { parent: null, link: given };
}
/** Answers a request to a GraphQL endpoint within a span, which tells at the end what the log line tells. */
export function inRequestSpan({ request, response, locals }, trusted, work) {
    const { method = 'GET', url, headers } = request;
    const route = url?.split('?', 1)[0] ?? '';
    const span = openSpan(`${method} ${route}`, {
        kind: 'server',
        ...clientTrace(headers['traceparent'], trusted),
        attributes: { 'http.request.method': method, 'http.route': route, 'smarterfirms.request.id': locals.requestId },
    });
    if (!span)
        return work();
    const { facts } = locals;
    [, facts.traceId, facts.spanId] = span.traceparent.split('-');
    response.once('close', () => {
        if (facts.operationType)
            span.rename(operationSpanName(facts.operationType, facts.operationName));
        span.set({ ...operationAttributes(facts), 'http.response.status_code': response.statusCode });
        span.end(failureOf(facts, response));
    });
    return span.within(work);
}
function failureOf({ codes, operationType }, response) {
    if (response.statusCode >= 500)
        return String(response.statusCode);
    // A stream is ended by its client as often as not.
    if (!response.writableFinished && operationType !== 'subscription')
        return 'abandoned';
    return serverFault(codes);
}
//# sourceMappingURL=request-span.js.map