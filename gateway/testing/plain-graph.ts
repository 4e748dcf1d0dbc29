import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { composeSubgraphs } from '../composition.ts';

export interface SubgraphRequest {
  query: string;
  variables: Record<string, unknown>;
  headers: IncomingHttpHeaders;
}

export interface ServedSubgraph {
  sdl: string;
  /** The answer as it is sent, so that tests can send what no GraphQL server would. */
  answer(request: SubgraphRequest): unknown;
  /** Of its next answers; 200 by default. */
  status?: number;
  /** What answers subscriptions, over graphql-ws. */
  streams?: GraphQLSchema;
}

export interface PlainAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at by tests only
  body: any;
}

export interface PlainGraphOptions {
  /** Where the gateway has its supergraph from; a file by default. */
  from?: 'file' | 'url';
  /** Of Node, for the gateway's process. */
  nodeOptions?: readonly string[];
}

export interface PlainGraph extends AsyncDisposable {
  url: string;
  supergraphSdl: string;
  /** Has other schemas composed, and the result where the gateway has its supergraph from. */
  evolve(sdls: Readonly<Record<string, string>>): Promise<void>;
  signal(name: NodeJS.Signals): void;
  requests: (SubgraphRequest & { subgraph: string })[];
  post(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<PlainAnswer>;
  /** Whether the gateway's process is there. */
  lives(): boolean;
}

/** Starts `plain.js` in a process of its own, with subgraphs that run here, and the supergraph from a file or a URL. */
export async function startPlainGraph(
  subgraphs: Readonly<Record<string, ServedSubgraph>>,
  { from = 'file', nodeOptions = [] }: PlainGraphOptions = {},
): Promise<PlainGraph> {
  const requests: PlainGraph['requests'] = [];
  const servers: Server[] = [];
  const files: { name: string; sdl: string; url: string }[] = [];
  for (const [name, served] of Object.entries(subgraphs)) {
    const { sdl, streams } = served;
    const answered = async (headers: IncomingHttpHeaders, body: string) => {
      const { query, variables = {} } = JSON.parse(body) as Omit<SubgraphRequest, 'headers'>;
      const request = { query, variables, headers };
      requests.push({ ...request, subgraph: name });
      return JSON.stringify(await served.answer(request));
    };
    const url = await listen(servers, answered, () => served.status);
    const server = servers.at(-1);
    if (streams && server) useServer({ schema: streams }, new WebSocketServer({ server, path: '/graphql' }));
    files.push({ name, sdl, url: `${url}/graphql` });
  }
  let { supergraphSdl } = composeSubgraphs(files);
  const directory = await mkdtemp(join(tmpdir(), 'plain-'));
  const file = join(directory, 'supergraph.graphql');
  await writeFile(file, supergraphSdl);
  const supergraph = from === 'file' ? file : await listen(servers, async () => supergraphSdl);
  const child = spawn(process.execPath, [...nodeOptions, fileURLToPath(new URL('../dist/plain.js', import.meta.url))], {
    env: {
      ...process.env,
      SUPERGRAPH: supergraph,
      // What comes sooner was asked for by a signal.
      SUPERGRAPH_POLL_SECONDS: '3600',
      PORT: '0',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await listeningAt(child.stdout);
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
      for (const server of servers) server.close().closeAllConnections();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function listen(
  servers: Server[],
  answer: (headers: IncomingHttpHeaders, body: string) => Promise<string>,
  status: () => number | undefined = () => undefined,
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response
      .writeHead(status() ?? 200, { 'content-type': 'application/json' })
      .end(await answer(request.headers, body));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The address that the gateway tells of in its log, as soon as it listens. */
async function listeningAt(log: Readable): Promise<string> {
  for await (const line of createInterface(log)) {
    const { msg, url } = JSON.parse(line) as { msg?: string; url?: string };
    if (msg !== 'the gateway is listening' || !url) continue;
    // Its other lines are read by nobody, and must not fill the pipe.
    log.resume();
    return url;
  }
  throw new Error('the gateway ended before it was listening');
}
