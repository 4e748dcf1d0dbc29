import { createServer } from 'node:http';
import { listen } from '@smarterfirms/platform/listen';
import type { Log } from '@smarterfirms/platform/log';
import type { RunningGateway } from '../gateway-options.ts';
import { drainable } from '../http/drain-connections.ts';
import { createGraphQLEndpoint } from '../http/graphql-endpoint.ts';
import { createHttpStreams } from '../http/http-streams.ts';
import type { Revocations } from '../identity/revocations.ts';
import { expectShortLivedRequests } from '../short-lived-requests.ts';
import { attachClientSocket } from '../subscription/client-socket.ts';
import { changedStreamLimits } from '../subscription/stream-limits.ts';
import { nextSnapshot } from '../supergraph/next-snapshot.ts';
import { releaseSource } from '../supergraph/release.ts';
import { keepReloading } from '../supergraph/reload.ts';
import { Serving } from '../supergraph/serving.ts';
import { fixedSource, type Source } from '../supergraph/source/source.ts';
import { Connections } from '../upstream/connections.ts';
import { createHttpSource } from '../upstream/http-source.ts';
import { createUpstreamSocket } from '../upstream/upstream-socket.ts';
import { loadPlain } from './load-plain.ts';
import { passedHeaders } from './passed-headers.ts';

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
export async function servePlain({ host, port, log, supergraph }: PlainOptions): Promise<RunningGateway> {
  expectShortLivedRequests();
  const connections = new Connections((name, url) => ({
    source: createHttpSource({
      name,
      url,
      headersOf: async ({ passedHeaders: headers }) => ({ ...headers }),
      timeoutMs: 30_000,
      // A suite of tests has subgraphs fail on purpose, and expects the next request to arrive.
      resilience: { leaveAlone: false },
      log,
    }),
    socket: createUpstreamSocket({ name, url, log }),
  }));
  const parts = { load: loadPlain, connections, principals: () => [], log };
  const source = releaseSource(supergraph, fixedSource([]));
  const first = await source.read();
  const serving = new Serving(await nextSnapshot(first, parts));
  const limits = changedStreamLimits(boundless);
  const streams = createHttpStreams(limits);
  const forAll = {
    graph: () => serving.use('main'),
    authenticate: async () => undefined,
    clientOrigin: () => ({}),
    origins: new Set<string>(),
    log,
    passedHeaders,
  };
  const subscriptions = { revocations: nothingRevoked, streams };
  const endpoint = createGraphQLEndpoint({ ...forAll, sandbox: true, subscriptions, bodyBytesMax });
  const httpServer = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path !== undefined && paths.has(path)) void endpoint(request, response);
    else if (path === '/health') response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
    else response.writeHead(404).end();
  });
  const drain = drainable(httpServer);
  const clientSocket = attachClientSocket({ ...forAll, httpServer, limits, revocations: nothingRevoked });
  const url = `${await listen(httpServer, { host, port })}/graphql`;
  log.info({ url }, 'the gateway is listening');
  const reloading = keepReloading({ ...parts, source, serving, first });
  return {
    url,
    reload: reloading.reload,
    async stop() {
      await reloading.stop();
      streams.stop();
      await clientSocket.stop();
      await drain();
      await serving.close();
    },
  };
}

/** Where operations are served: `@apollo/server` by itself serves them at `/`. */
const paths = new Set(['/graphql', '/graphql/', '/']);

/** As much as the body parser of `@apollo/server` takes. */
const bodyBytesMax = 50_000_000;

/** Nobody is signed in here, so nobody's session can end. */
const nothingRevoked: Revocations = {
  known: true,
  firstLook: async () => undefined,
  has: () => false,
  onRevoked: () => () => undefined,
  stop: async () => undefined,
};

/** All clients are nobody in particular, and may be one suite of tests. */
const boundless = { socketsPerNetwork: 20_000, namelessSocketsPerNetwork: 20_000, httpStreamsPerClient: 20_000 };
