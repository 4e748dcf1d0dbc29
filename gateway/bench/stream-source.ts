import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Broadcast } from '../testing/broadcast.ts';
import { link } from '../testing/test-subgraph.ts';

interface JobEvent {
  id: string;
  /** Of the clock of `nowMs`. */
  sentAtMs: number;
}

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
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export interface StreamSource {
  /** Of the subgraphs, by name. The first is a graphql-ws server that clients can use without a gateway, too. */
  urls: Record<'jobs' | 'firms', string>;
  /** Streams that are open. */
  listeners(): number;
  /** One event in every stream. */
  sendToAll(): void;
  /** So many events a second in every stream, spread evenly over the time. @returns a function that stops it. */
  sendSteadily(perSecond: number): () => void;
}

/** Serves both subgraphs as cheaply as can be, without looking at tokens: what is measured is what stands before them. */
export async function serveStreamSource(): Promise<StreamSource> {
  const streams = new Map<string, Broadcast<JobEvent>>();
  const streamOf = (job: string) => {
    const stream = streams.get(job) ?? new Broadcast<JobEvent>();
    streams.set(job, stream);
    return stream;
  };
  const resolvers = {
    Subscription: {
      progress: {
        subscribe: (_: unknown, { job }: { job: string }) => streamOf(job).stream(),
        resolve: ({ id, sentAtMs }: JobEvent) => ({
          ...{ id, sentAtMs, entityType: 'ACTIVITY', done: 12_345, total: 50_000, phase: 'INITIAL' },
          firm: { __typename: 'Firm', id },
        }),
      },
    },
  };
  const schema = buildSubgraphSchema([{ typeDefs: parse(streamSdl.jobs), resolvers }] as never);
  const jobs = createServer();
  const sockets = new WebSocketServer({ server: jobs, path: '/graphql' });
  useServer({ schema }, sockets);
  const firms = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
        variables: { representations: unknown[] };
      };
      const firm = { __typename: 'Firm', name: 'Own LLP', timeZone: 'America/New_York' };
      const body = JSON.stringify({ data: { _entities: variables.representations.map(() => firm) } });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    });
  });
  for (const server of [jobs, firms]) await once(server.listen(0, '127.0.0.1', 4_096), 'listening');
  const urlOf = (server: typeof jobs) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const send = (id: string, stream: Broadcast<JobEvent>) => stream.send({ id, sentAtMs: nowMs() });

  return {
    urls: { jobs: urlOf(jobs), firms: urlOf(firms) },
    listeners: () => [...streams.values()].reduce((sum, { listeners }) => sum + listeners, 0),
    sendToAll() {
      for (const [id, stream] of streams) send(id, stream);
    },
    sendSteadily(perSecond) {
      const all = [...streams].filter(([, { listeners }]) => listeners > 0);
      const startedAt = nowMs();
      let sent = 0;
      const timer = setInterval(() => {
        const due = Math.floor(((nowMs() - startedAt) / 1_000) * perSecond * all.length);
        for (; sent < due; sent += 1) {
          const [id, stream] = all[sent % all.length] ?? [];
          if (id !== undefined && stream) send(id, stream);
        }
      }, 5);
      return () => clearInterval(timer);
    },
  };
}
