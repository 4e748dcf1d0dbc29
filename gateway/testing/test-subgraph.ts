import { buildSubgraphSchema } from '@apollo/subgraph';
import type { RequestContext } from '@smarterfirms/platform/request-context';
import { createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { type RunningServer, serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import express from 'express';
import { parse } from 'graphql';
import { pino } from 'pino';
import type { KeyPair } from './test-keys.ts';

export const link = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
    "@key", "@shareable", "@external", "@requires", "@inaccessible", "@tag", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"
  ])
`;

export interface Call {
  query: string;
  variables: Record<string, unknown>;
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
        log: pino({ level: 'silent' }),
        host: '127.0.0.1',
        port,
        subscriptions: true,
        context: (request) => {
          principals.push(request.principal);
          return request;
        },
        routes: (app) => {
          app.use('/graphql', express.json({ limit: '2mb' }), (request, _response, next) => {
            const { query, variables } = request.body ?? {};
            calls.push({ query, variables, headers: { ...request.headers } });
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
