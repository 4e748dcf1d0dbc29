import { once } from 'node:events';
import { createServer } from 'node:http';
import { rememberingSubgraph, subgraphSdl } from './graph.js';
/** Serves the four subgraphs, one port each, and says where. */
export async function serveSubgraphs() {
    const urls = {};
    for (const name of Object.keys(subgraphSdl(false))) {
        const answer = rememberingSubgraph(name);
        const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
            const chunks = [];
            request.on('data', (chunk) => chunks.push(chunk));
            request.on('end', async () => {
                const body = await answer(Buffer.concat(chunks).toString());
                response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
            });
        });
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        urls[name] = `http://127.0.0.1:${server.address().port}/graphql`;
    }
    return urls;
}
//# sourceMappingURL=serve-subgraphs.js.map