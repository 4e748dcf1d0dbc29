import { createServer } from 'node:http';
import { drainable } from '../http/drain-connections.js';
import { createGraphQLEndpoint } from '../http/graphql-endpoint.js';
import { createHttpStreams } from '../http/http-streams.js';
import { listen } from '../http/listen.js';
import { attachClientSocket } from '../subscription/client-socket.js';
import { changedStreamLimits } from '../subscription/stream-limits.js';
import { nextSnapshot } from '../supergraph/next-snapshot.js';
import { releaseSource } from '../supergraph/release.js';
import { keepReloading } from '../supergraph/reload.js';
import { Serving } from '../supergraph/serving.js';
import { fixedSource } from '../supergraph/source/source.js';
import { Connections } from '../upstream/connections.js';
import { createHttpSource } from '../upstream/http-source.js';
import { createUpstreamSocket } from '../upstream/upstream-socket.js';
import { loadPlain } from './load-plain.js';
import { passedHeaders } from './passed-headers.js';
/**
 * Serves any supergraph as it is: whoever asks may have everything, introspection included, and no limits of ours apply.
 * Subgraphs are called at the addresses in the supergraph, with the client's own headers, and their errors pass unchanged.
 */
export async function servePlain({ host, port, log, supergraph }) {
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
        origins: new Set(),
        log,
        passedHeaders,
    };
    const subscriptions = { revocations: nothingRevoked, streams };
    const endpoint = createGraphQLEndpoint({ ...forAll, sandbox: true, subscriptions });
    const httpServer = createServer((request, response) => {
        const path = request.url?.split('?', 1)[0];
        if (path === '/graphql')
            void endpoint(request, response);
        else if (path === '/health')
            response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
        else
            response.writeHead(404).end();
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
/** Nobody is signed in here, so nobody's session can end. */
const nothingRevoked = {
    known: true,
    firstLook: async () => undefined,
    has: () => false,
    onRevoked: () => () => undefined,
    stop: async () => undefined,
};
/** All clients are nobody in particular, and may be one suite of tests. */
const boundless = { socketsPerNetwork: 20_000, namelessSocketsPerNetwork: 20_000, httpStreamsPerClient: 20_000 };
//# sourceMappingURL=serve-plain.js.map