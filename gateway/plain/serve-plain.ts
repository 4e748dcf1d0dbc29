import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '@smarterfirms/platform/log';
import { open } from '../access/requirement.ts';
import { drainable } from '../http/drain-connections.ts';
import { createGraphQLEndpoint } from '../http/graphql-endpoint.ts';
import { createOperations } from '../operation/operations.ts';
import { automaticDocuments } from '../persisted/documents.ts';
import type { RunningGateway } from '../serve-gateway.ts';
import { loadSupergraph } from '../supergraph/supergraph.ts';
import { createHttpSource } from '../upstream/http-source.ts';
import { passedHeaders } from './passed-headers.ts';
import { subgraphUrls } from './subgraph-urls.ts';

export interface PlainOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  log: Log;
  supergraphSdl: string;
}

/**
 * Serves any supergraph as it is: whoever asks may have everything, introspection included, and no limits of ours apply.
 * Subgraphs are called at the addresses in the supergraph, with the client's own headers, and their errors pass unchanged.
 */
export async function servePlain({ host, port, log, supergraphSdl }: PlainOptions): Promise<RunningGateway> {
  const supergraph = { ...loadSupergraph(supergraphSdl), rules: { field: () => open } };
  const sources = [...subgraphUrls(supergraphSdl)].map(([name, url]) => {
    const headersOf = async ({ passedHeaders: headers }: { passedHeaders?: Record<string, string> | undefined }) => ({
      ...headers,
    });
    return [name, createHttpSource({ name, url, headersOf, timeoutMs: 30_000, log })] as const;
  });
  const endpoint = createGraphQLEndpoint({
    operations: createOperations(supergraph, { introspection: true, limits: false }),
    documents: automaticDocuments(),
    dataSources: Object.fromEntries(sources),
    authenticate: async () => undefined,
    clientOrigin: () => ({}),
    origins: new Set<string>(),
    log,
    sandbox: true,
    passedHeaders,
  });
  const httpServer = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/graphql') void endpoint(request, response);
    else if (path === '/health') response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
    else response.writeHead(404).end();
  });
  const drain = drainable(httpServer);
  await new Promise<void>((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen(port, host, resolve);
  });
  const url = `http://${host}:${(httpServer.address() as AddressInfo).port}/graphql`;
  log.info({ url }, 'the gateway is listening');
  return {
    url,
    async stop() {
      await drain();
      await Promise.all(sources.map(([, source]) => source.close()));
    },
  };
}
