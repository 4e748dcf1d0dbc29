import type { GatewayMetrics } from './gateway-metrics.ts';
export interface MetricsServer {
    url: string;
    stop(): Promise<void>;
}
/** Serves the metrics on a port of their own, which only the inside of a network should reach. */
export declare function serveMetrics(metrics: GatewayMetrics, address: {
    host: string;
    port: number;
}): Promise<MetricsServer>;
