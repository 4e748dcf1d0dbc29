import { buildSubgraphSchema } from '@apollo/subgraph';
import { createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import express from 'express';
import { parse } from 'graphql';
import { pino } from 'pino';
export const link = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
    "@key", "@shareable", "@external", "@requires", "@inaccessible", "@tag", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"
  ])
`;
/** A real subgraph server for the SDL and its resolvers. It keeps its port over a stop and a start. */
export async function startTestSubgraph(name, typeDefs, resolvers, gatewayKey) {
    const sdl = `${link}\n${typeDefs}`;
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
    const calls = [];
    const principals = [];
    let server;
    let port = 0;
    const subgraph = {
        name,
        sdl,
        calls,
        principals,
        get url() {
            return server.url;
        },
        async start() {
            server = await serveSubgraph({
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
//# sourceMappingURL=test-subgraph.js.map