import type { GatewayOptions, RunningGateway } from './gateway-options.ts';
/**
 * Builds the gateway and listens. What depends on the supergraph is in snapshots, of which one is served at a time; what is
 * built here outlives them: the server and its sockets, connections to subgraphs, identities, budgets, metrics.
 */
export declare function serveGateway(options: GatewayOptions): Promise<RunningGateway>;
