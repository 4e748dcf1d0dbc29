import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { composeSubgraphs } from '../composition.js';
import { eventually } from './eventually.js';
/** Starts `plain.js` in a process of its own, with subgraphs that run here, and the supergraph from a file or a URL. */
export async function startPlainGraph(subgraphs, from = 'file') {
    const requests = [];
    const servers = [];
    const files = [];
    for (const [name, { sdl, answer, streams }] of Object.entries(subgraphs)) {
        const url = await listen(servers, async (headers, body) => {
            const { query, variables = {} } = JSON.parse(body);
            const request = { query, variables, headers };
            requests.push({ ...request, subgraph: name });
            return JSON.stringify(await answer(request));
        });
        const server = servers.at(-1);
        if (streams && server)
            useServer({ schema: streams }, new WebSocketServer({ server, path: '/graphql' }));
        files.push({ name, sdl, url: `${url}/graphql` });
    }
    let { supergraphSdl } = composeSubgraphs(files);
    const directory = await mkdtemp(join(tmpdir(), 'plain-'));
    const file = join(directory, 'supergraph.graphql');
    await writeFile(file, supergraphSdl);
    const port = await freePort();
    const supergraph = from === 'file' ? file : await listen(servers, async () => supergraphSdl);
    const child = spawn(process.execPath, [fileURLToPath(new URL('../dist/plain.js', import.meta.url))], {
        env: {
            ...process.env,
            SUPERGRAPH: supergraph,
            // What comes sooner was asked for by a signal.
            SUPERGRAPH_POLL_SECONDS: '3600',
            PORT: String(port),
            LOG_LEVEL: 'fatal',
        },
        stdio: 'inherit',
    });
    const url = `http://127.0.0.1:${port}/graphql`;
    const health = () => fetch(new URL('/health', url)).then(({ status }) => status, () => undefined);
    await eventually(health, (status) => status === 200);
    return {
        url,
        get supergraphSdl() {
            return supergraphSdl;
        },
        async evolve(sdls) {
            supergraphSdl = composeSubgraphs(files.map((one) => ({ ...one, sdl: sdls[one.name] ?? one.sdl }))).supergraphSdl;
            await writeFile(`${file}.next`, supergraphSdl);
            await rename(`${file}.next`, file);
        },
        signal: (name) => void child.kill(name),
        requests,
        async post(query, variables, headers) {
            const response = await fetch(url, {
                method: 'POST',
                headers: { 'content-type': 'application/json', ...headers },
                body: JSON.stringify({ query, variables }),
            });
            return { status: response.status, body: await response.json() };
        },
        lives: () => child.exitCode === null,
        async [Symbol.asyncDispose]() {
            await stop(child);
            for (const server of servers)
                server.close().closeAllConnections();
            await rm(directory, { recursive: true });
        },
    };
}
async function stop(child) {
    if (child.exitCode !== null)
        return;
    child.kill('SIGTERM');
    await once(child, 'exit');
}
async function listen(servers, answer) {
    const server = createServer(async (request, response) => {
        let body = '';
        for await (const chunk of request)
            body += chunk;
        response.setHeader('content-type', 'application/json').end(await answer(request.headers, body));
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${server.address().port}`;
}
async function freePort() {
    const server = createSocketServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    return port;
}
//# sourceMappingURL=plain-graph.js.map