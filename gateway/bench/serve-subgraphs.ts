import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rememberingSubgraph, subgraphSdl } from './graph.ts';

/** Serves the four subgraphs, one port each, and says where. */
export async function serveSubgraphs(): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const name of Object.keys(subgraphSdl(false))) {
    const answer = rememberingSubgraph(name);
    const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const body = await answer(Buffer.concat(chunks).toString());
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
  return urls;
}
