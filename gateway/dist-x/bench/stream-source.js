import { once } from 'node:events';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Broadcast } from '../testing/broadcast.js';
import { link } from '../testing/test-subgraph.js';
/** The two subgraphs: one streams, the other one has an entity of each event. */
export const streamSdl = {
    jobs: `${link}
    type Query { job: Job @authenticated }
    type Subscription { progress(job: ID!): Job! @requiresScopes(scopes: [["sync:read"]]) }
    type Job @authenticated { id: ID! sentAtMs: Float! entityType: String done: Int total: Int phase: String firm: Firm! }
    type Firm @key(fields: "id", resolvable: false) { id: ID! }`,
    firms: `${link}
    type Query { firm: Firm @authenticated }
    type Firm @key(fields: "id") { id: ID! name: String @authenticated timeZone: String @authenticated }`,
};
/** Milliseconds on a clock that all processes of this machine have in common, and that nobody sets. */
export function nowMs() {
    return Number(process.hrtime.bigint()) / 1e6;
}
/** Serves both subgraphs as cheaply as can be, without looking at tokens: what is measured is what stands before them. */
export async function serveStreamSource() {
    const streams = new Map();
    const streamOf = (job) => {
        const stream = streams.get(job) ?? new Broadcast();
        streams.set(job, stream);
        return stream;
    };
    const resolvers = {
        Subscription: {
            progress: {
                subscribe: (_, { job }) => streamOf(job).stream(),
                resolve: ({ id, sentAtMs }) => ({
                    ...{ id, sentAtMs, entityType: 'ACTIVITY', done: 12_345, total: 50_000, phase: 'INITIAL' },
                    firm: { __typename: 'Firm', id },
                }),
            },
        },
    };
    const schema = buildSubgraphSchema([{ typeDefs: parse(streamSdl.jobs), resolvers }]);
    const jobs = createServer();
    const sockets = new WebSocketServer({ server: jobs, path: '/graphql' });
    useServer({ schema }, sockets);
    const firms = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
        const chunks = [];
        request.on('data', (chunk) => chunks.push(chunk));
        request.on('end', () => {
            const { variables } = JSON.parse(Buffer.concat(chunks).toString());
            const firm = { __typename: 'Firm', name: 'Own LLP', timeZone: 'America/New_York' };
            const body = JSON.stringify({ data: { _entities: variables.representations.map(() => firm) } });
            response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
        });
    });
    for (const server of [jobs, firms])
        await once(server.listen(0, '127.0.0.1', 4_096), 'listening');
    const urlOf = (server) => `http://127.0.0.1:${server.address().port}/graphql`;
    const send = (id, stream) => stream.send({ id, sentAtMs: nowMs() });
    return {
        urls: { jobs: urlOf(jobs), firms: urlOf(firms) },
        listeners: () => [...streams.values()].reduce((sum, { listeners }) => sum + listeners, 0),
        sendToAll() {
            for (const [id, stream] of streams)
                send(id, stream);
        },
        sendSteadily(perSecond) {
            const all = [...streams].filter(([, { listeners }]) => listeners > 0);
            const startedAt = nowMs();
            let sent = 0;
            const timer = setInterval(() => {
                const due = Math.floor(((nowMs() - startedAt) / 1_000) * perSecond * all.length);
                for (; sent < due; sent += 1) {
                    const [id, stream] = all[sent % all.length] ?? [];
                    if (id !== undefined && stream)
                        send(id, stream);
                }
            }, 5);
            return () => clearInterval(timer);
        },
    };
}
//# sourceMappingURL=stream-source.js.map