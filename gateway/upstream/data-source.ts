import type { CallSealer } from '@smarterfirms/platform/call-seal';
import { clientOriginHeaders } from '@smarterfirms/platform/client-origin';
import { isTracing } from '@smarterfirms/platform/is-tracing';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { traceHeaders } from '@smarterfirms/platform/trace-context';
import type { OperationContext } from '../context.ts';
import { tracedSource } from '../tracing/traced-source.ts';
import { createHttpSource, type HttpDataSource, type HttpSourceOptions } from './http-source.ts';

export interface SubgraphOptions extends Omit<HttpSourceOptions, 'headersOf' | 'seal'> {
  /** Our tokens are for the subgraph's name as their audience. */
  signer: ServiceTokenSigner;
  seal: CallSealer;
}

/**
 * Calls one subgraph of ours. A call carries a service token for this subgraph on behalf of the principal, a seal of this one
 * attempt, the request id and whose machine it comes from; nothing else that the client sent in its headers.
 */
export function createDataSource({ signer, ...options }: SubgraphOptions): HttpDataSource {
  const headersOf = (context: OperationContext) => {
    const token = signer.signed(options.name, context.principal);
    if (token !== undefined) return headersWith(token, context);
    return signer.sign(options.name, context.principal).then((fresh) => headersWith(fresh, context));
  };
  if (!isTracing()) return createHttpSource({ ...options, headersOf });
  const source = createHttpSource({
    ...options,
    headersOf: async (context) => ({ ...(await headersOf(context)), ...traceHeaders() }),
  });
  return tracedSource(options.name, source);
}

function headersWith(token: string, { requestId, client }: OperationContext): Record<string, string> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'x-request-id': requestId };
  if (client.address) headers[clientOriginHeaders.address] = client.address;
  if (client.userAgent) headers[clientOriginHeaders.userAgent] = client.userAgent;
  return headers;
}
