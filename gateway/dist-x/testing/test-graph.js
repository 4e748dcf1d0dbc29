import { newId } from '@smarterfirms/platform/ids';
import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import WebSocket from 'ws';
import { composeSubgraphs } from '../composition.js';
import { serveGateway } from '../serve-gateway.js';
import { fixedSource } from '../supergraph/source/source.js';
import { Broadcast } from './broadcast.js';
import { startTestAuth } from './test-auth.js';
import { testResolvers } from './test-graph-resolvers.js';
import { accountsSdl, clioSdl, dataSdl, withNamedFirms } from './test-graph-schema.js';
import { accessToken, ed25519, issuer } from './test-keys.js';
import { link, startTestSubgraph } from './test-subgraph.js';
/** Two firms; a principal acts in one and must see nothing of the other. */
export const ownFirm = newId('firm');
export const otherFirm = newId('firm');
/** Three real subgraphs, composed, behind a real gateway, with keys and a list of revocations such as auth serves. */
export async function startTestGraph(given = {}, 
/** Addresses to use instead of a subgraph's own, by its name. */
urls = {}) {
    const gatewayKey = ed25519('gateway');
    const authKey = ed25519('auth-1');
    const jobs = new Broadcast();
    const resolvers = testResolvers({ jobs, ownFirm, otherFirm });
    const accounts = await startTestSubgraph('accounts', accountsSdl, resolvers.accounts, gatewayKey.public);
    const clio = await startTestSubgraph('clio', withNamedFirms(clioSdl), resolvers.clio, gatewayKey.public);
    const data = await startTestSubgraph('data', dataSdl, resolvers.data, gatewayKey.public);
    const auth = await startTestAuth(authKey.public);
    const logLines = [];
    const subgraphs = [accounts, clio, data];
    const supergraphWith = (changes) => {
        const sdls = { accounts: accountsSdl, clio: clioSdl, data: dataSdl };
        const files = subgraphs.flatMap(({ name, url }) => {
            const known = name;
            const change = changes[known] ?? ((sdl) => sdl);
            const sdl = change(sdls[known]);
            return sdl === undefined ? [] : [{ name, url, sdl: `${link}\n${sdl}` }];
        });
        return composeSubgraphs(files).supergraphSdl;
    };
    const supergraphSdl = supergraphWith({});
    const changes = typeof given === 'function' ? await given(supergraphSdl) : given;
    const gateway = await serveGateway({
        host: '127.0.0.1',
        port: 0,
        log: pino({ level: 'debug' }, { write: (line) => logLines.push(JSON.parse(line)) }),
        supergraph: fixedSource(supergraphSdl),
        anyAccess: true,
        subgraphUrls: { ...Object.fromEntries(subgraphs.map(({ name, url }) => [name, url])), ...urls },
        signingKey: gatewayKey.private,
        jwksUrl: `${auth.url}/jwks.json`,
        revocationsIntervalMs: 50,
        issuer,
        webOrigin: 'https://web.test',
        introspection: false,
        // Answers are compared whole; what they cost has tests of its own.
        costInAnswers: false,
        development: false,
        ...changes,
    });
    const clients = [];
    const socketUrl = gateway.url.replace('http:', 'ws:');
    const send = async ({ path = '', ...init }) => {
        const response = await fetch(`${gateway.url}${path}`, { redirect: 'manual', ...init });
        const text = await response.text();
        const isJson = response.headers.get('content-type')?.includes('json') ?? false;
        return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : {}, text };
    };
    return {
        gateway,
        supergraphSdl,
        supergraphWith,
        accounts,
        clio,
        data,
        jobs,
        logLines,
        jwksFetches: auth.jwksFetches,
        token: (person, tokenChanges = {}) => accessToken(person, { key: authKey.private, ...tokenChanges }),
        post: (query, { token, variables, headers = {} } = {}) => send({
            method: 'POST',
            headers: {
                'content-type': 'application/json',
                ...(token ? { authorization: `Bearer ${token}` } : {}),
                ...headers,
            },
            body: JSON.stringify({ query, variables }),
        }),
        send,
        socketUrl,
        socket(token) {
            const client = createClient({
                url: socketUrl,
                webSocketImpl: WebSocket,
                retryAttempts: 0,
                connectionParams: token ? { authorization: `Bearer ${token}` } : {},
            });
            clients.push(client);
            return client;
        },
        setAuthDown: auth.setDown,
        revoke: auth.revoke,
        async [Symbol.asyncDispose]() {
            for (const client of clients)
                await client.dispose();
            await gateway.stop();
            await Promise.all(subgraphs.map((subgraph) => subgraph.stop().catch(() => undefined)));
            await auth.stop();
        },
    };
}
//# sourceMappingURL=test-graph.js.map