import type { GatewayOptions, RunningGateway } from '../gateway-options.ts';
import type { StreamLimitChanges } from '../subscription/stream-limits.ts';
export interface OursOptions {
    /** Whether identical queries of one principal that are under way at the same time are asked once; no by default. */
    share?: boolean;
    scopes: string[];
    /** Who have tokens; one by default. */
    people?: number;
    streamLimits?: StreamLimitChanges;
    /** What else is to be different. */
    gateway?: Partial<GatewayOptions>;
}
export interface Ours {
    url: string;
    /** Of each of the people. */
    tokens: string[];
    gateway: RunningGateway;
}
/**
 * Our gateway with everything on that the product has on: a signed token is verified for every request, access rules apply,
 * each operation is priced and paid from a budget, and each request is logged.
 */
export declare function serveOurs(supergraphSdl: string, subgraphUrls: Record<string, string>, { share, scopes, people, streamLimits, gateway: changes }: OursOptions): Promise<Ours>;
