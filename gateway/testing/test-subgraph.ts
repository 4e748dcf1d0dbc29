import type { IncomingMessage } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createCallSealCheck } from '@smarterfirms/platform/call-seal';
import type { RequestContext } from '@smarterfirms/platform/request-context';
import { createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { type RunningServer, serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import { parse } from 'graphql';
import { pino } from 'pino';
import { callSealSecret, type KeyPair } from './test-keys.ts';

export const link = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
    "@key", "@shareable", "@external", "@requires", "@inaccessible", "@tag", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"
  ])
`;

export interface Call {
  query: string;
  variables: Record<string, unknown>;
  /** As it came. */
  body: string;
  headers: Record<string, unknown>;
}

export interface TestSubgraph {
  name: string;
  sdl: string;
  readonly url: string;
  /** Every call over HTTP so far. */
  calls: Call[];
  /** Principals of the calls and subscriptions that were let in. */
  principals: unknown[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

type Resolvers = NonNullable<Parameters<typeof buildSubgraphSchema>[0] extends infer Modules ? Modules : never>;

/** A real subgraph server for the SDL and its resolvers. It keeps its port over a stop and a start. */
export async function startTestSubgraph(
  name: string,
  typeDefs: string,
  resolvers: Record<string, unknown>,
  gatewayKey: KeyPair['public'],
): Promise<TestSubgraph> {
  const sdl = `${link}\n${typeDefs}`;
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }] as Resolvers as never);
  const calls: Call[] = [];
  const principals: unknown[] = [];
  let server: RunningServer;
  let port = 0;
  const subgraph: TestSubgraph = {
    name,
    sdl,
    calls,
    principals,
    get url() {
      return server.url;
    },
    async start() {
      server = await serveSubgraph<RequestContext>({
        name,
        subgraph: { schema, sdl },
        verifier: createServiceTokenVerifier(name, { keys: [gatewayKey] }),
        checkSeal: createCallSealCheck([callSealSecret]),
        log: pino({ level: 'silent' }),
        host: '127.0.0.1',
        port,
        subscriptions: true,
        context: (request) => {
          principals.push(request.principal);
          return request;
        },
        routes: (app) => {
          app.use('/graphql', (request, _response, next) => {
            overhear(request, (body) => {
              const { query, variables } = JSON.parse(body || '{}');
              calls.push({ query, variables, body, headers: { ...request.headers } });
            });
            next();
          });
        },
        ready: async () => undefined,
      });
      port = Number(new URL(server.url).port);
    },
    stop: () => server.stop(),
  };
  await subgraph.start();
  return subgraph;
}

/** Tells what comes without reading it: the seal is checked over the bytes, which nobody may have taken before. */
function overhear(request: IncomingMessage, whole: (body: string) => void): void {
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (chunk) chunks.push(chunk);
    else whole(Buffer.concat(chunks).toString());
    return push(chunk, encoding);
  };
}
