import { clientOriginHeaders } from '@smarterfirms/platform/client-origin';
import { isTracing } from '@smarterfirms/platform/is-tracing';
import { traceHeaders } from '@smarterfirms/platform/trace-context';
import { tracedSource } from '../tracing/traced-source.js';
import { createHttpSource } from './http-source.js';
/**
 * Calls one subgraph of ours. A call carries a service token for this subgraph on behalf of the principal, the request id and
 * whose machine it comes from; nothing else that the client sent in its headers.
 */
export function createDataSource({ signer, ...options }) {
    const headersOf = (context) => {
        const token = signer.signed(options.name, context.principal);
        if (token !== undefined)
            return headersWith(token, context);
        return signer.sign(options.name, context.principal).then((fresh) => headersWith(fresh, context));
    };
    if (!isTracing())
        return createHttpSource({ ...options, headersOf });
    const source = createHttpSource({
        ...options,
        headersOf: async (context) => ({ ...(await headersOf(context)), ...traceHeaders() }),
    });
    return tracedSource(options.name, source);
}
function headersWith(token, { requestId, client }) {
    const headers = { authorization: `Bearer ${token}`, 'x-request-id': requestId };
    if (client.address)
        headers[clientOriginHeaders.address] = client.address;
    if (client.userAgent)
        headers[clientOriginHeaders.userAgent] = client.userAgent;
    return headers;
}
//# sourceMappingURL=data-source.js.map