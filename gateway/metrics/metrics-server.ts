import { createServer } from 'node:http';
import { listen } from '@smarterfirms/platform/listen';
import type { GatewayMetrics } from './gateway-metrics.ts';

export interface MetricsServer {
  url: string;
  stop(): Promise<void>;
}

/** Serves the metrics on a port of their own, which only the inside of a network should reach. */
export async function serveMetrics(
  metrics: GatewayMetrics,
  address: { host: string; port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const origin = await listen(server, address);
  return {
    url: `${origin}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
