import type { Log } from '@smarterfirms/platform/log';
import type { RunningGateway } from '../gateway-options.ts';
import { type Source } from '../supergraph/source/source.ts';
export interface PlainOptions {
    host: string;
    /** 0 takes any free port. */
    port: number;
    log: Log;
    /** A new one is served as soon as there is one. */
    supergraph: Source<string>;
}
/**
 * Serves any supergraph as it is: whoever asks may have everything, introspection included, and no limits of ours apply.
 * Subgraphs are called at the addresses in the supergraph, with the client's own headers, and their errors pass unchanged.
 */
export declare function servePlain({ host, port, log, supergraph }: PlainOptions): Promise<RunningGateway>;
