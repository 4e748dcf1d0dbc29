import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { type HttpDataSource, type HttpSourceOptions } from './http-source.ts';
export interface SubgraphOptions extends Omit<HttpSourceOptions, 'headersOf'> {
    /** Our tokens are for the subgraph's name as their audience. */
    signer: ServiceTokenSigner;
}
/**
 * Calls one subgraph of ours. A call carries a service token for this subgraph on behalf of the principal, the request id and
 * whose machine it comes from; nothing else that the client sent in its headers.
 */
export declare function createDataSource({ signer, ...options }: SubgraphOptions): HttpDataSource;
