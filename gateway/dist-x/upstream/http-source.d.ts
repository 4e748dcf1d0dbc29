import type { GraphQLDataSource } from '@apollo/gateway';
import type { Log } from '@smarterfirms/platform/log';
import type { OperationContext } from '../context.ts';
import type { CallOutcome } from '../metrics/gateway-metrics.ts';
import { type ResilienceOptions } from './resilience.ts';
import { type SubgraphAnswer, type SubgraphCall } from './subgraph-call.ts';
import { Writes } from './writes.ts';
/** What fetches from a subgraph: compiled plans by `call`, the stock executor by `process`. */
export interface SubgraphSource extends GraphQLDataSource {
    call(call: SubgraphCall): Promise<SubgraphAnswer>;
}
/** One source per subgraph, by its name. */
export type DataSources = Record<string, SubgraphSource>;
export interface HttpSourceOptions {
    /** The subgraph's name. */
    name: string;
    url: string;
    /** What a call carries besides its content type, for whom it is made. */
    headersOf(context: OperationContext): Record<string, string> | Promise<Record<string, string>>;
    /** For one call, from connecting to the last byte. */
    timeoutMs?: number | undefined;
    /** Of one answer; more is not read. */
    responseBytesMax?: number | undefined;
    log: Log;
    /** Told how each call ended and how long it took. */
    observe?: ((outcome: CallOutcome, ms: number) => void) | undefined;
    /**
     * Whether the same queries of the same principal at the same time are one request. One that comes after a write has ended,
     * to whichever subgraph, joins none that began before.
     */
    share?: boolean | undefined;
    /** The writes of all subgraphs; this one's own where it is left out. */
    writes?: Writes | undefined;
    /** Whether answers are kept for as long as the subgraph allows, per principal. */
    cache?: boolean | undefined;
    resilience?: ResilienceOptions | undefined;
}
export interface HttpDataSource extends SubgraphSource {
    /** Whether it is left alone because it failed too often. */
    readonly leftAlone: boolean;
    /** Whether the service answers that it lives. */
    reachable(): Promise<boolean>;
    close(): Promise<void>;
}
/**
 * Calls one subgraph over pooled connections. Whatever goes wrong on the way becomes one error of the fields that were
 * asked here.
 */
export declare function createHttpSource({ name, url, headersOf, timeoutMs, responseBytesMax, log: ownLog, observe, share, writes, cache, resilience: resilienceOptions, }: HttpSourceOptions): HttpDataSource;
