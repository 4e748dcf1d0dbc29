import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { createServiceTokenSigner, createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { buildSchema, GraphQLError, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { pino } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { Broadcast } from '../testing/broadcast.ts';
import { eventually } from '../testing/eventually.ts';
import { ed25519, person } from '../testing/test-keys.ts';
import { createUpstreamSocket, type UpstreamEvent } from './upstream-socket.ts';

const schema = buildSchema('type Query { a: Int } type Subscription { n: Int }');
const key = ed25519('gateway');
const verifier = createServiceTokenVerifier('numbers', { keys: [key.public] });
const principalOf = (scopes: string[]) => ({ kind: 'user', sessionVersion: 1, ...person(scopes) }) as never;

/** A subgraph's socket where every connection and every token can be looked at. */
async function startSource(refuse: () => GraphQLError | undefined = () => undefined) {
  const numbers = new Broadcast<number>();
  const tokens: string[] = [];
  const connections: WebSocket[] = [];
  let server: Server;
  let sockets: WebSocketServer;
  let port = 0;
  const start = async () => {
    server = createServer();
    sockets = new WebSocketServer({ server, path: '/graphql' });
    sockets.on('connection', (socket) => connections.push(socket));
    useServer(
      {
        schema,
        onSubscribe: (_context, _id, { query, extensions }) => {
          tokens.push(String(extensions?.['authorization']).slice('Bearer '.length));
          const error = refuse();
          return error ? [error] : { schema, document: parse(query) };
        },
        subscribe: () => {
          const inner = numbers.stream();
          return {
            ...inner,
            [Symbol.asyncIterator]: () => ({ ...inner, next: async () => asResult(await inner.next()) }),
          } as never;
        },
      },
      sockets,
    );
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  const kill = async () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    await new Promise((resolve) => server.close(resolve));
  };
  await start();
  return { numbers, tokens, connections, start, kill, url: `http://127.0.0.1:${port}/graphql` };
}

function asResult(step: IteratorResult<number>): IteratorResult<unknown> {
  return step.done ? step : { value: { data: { n: step.value } }, done: false };
}

async function startUpstream(url: string, retryForMs = 60_000) {
  const signer = await createServiceTokenSigner('gateway', key.private);
  const upstream = createUpstreamSocket({ name: 'numbers', url, signer, log: pino({ level: 'silent' }), retryForMs });
  const follow = (principal: never) => {
    const seen = {
      events: [] as UpstreamEvent[],
      errors: undefined as readonly GraphQLError[] | undefined,
      completed: false,
    };
    const stop = upstream.subscribe(
      { query: 'subscription { n }', operationName: undefined, variables: {}, principal },
      {
        next: (event) => void seen.events.push(event),
        error: (errors) => {
          seen.errors = errors;
        },
        complete: () => {
          seen.completed = true;
        },
      },
    );
    return { seen, stop };
  };
  return { upstream, follow };
}

test('the streams of all people share one connection, each with a token for its own principal', async () => {
  const source = await startSource();
  const { upstream, follow } = await startUpstream(source.url);
  const people = [principalOf(['a']), principalOf(['b']), principalOf(['c'])];
  const streams = people.map(follow);
  await eventually(
    () => source.numbers.listeners,
    (count) => count === 3,
  );
  expect(source.connections).toHaveLength(1);
  // They subscribe at the same time: in whatever order they arrive, each has a token of its own.
  const arrived = await Promise.all(source.tokens.map((token) => verifier.verify(token)));
  expect(arrived).toHaveLength(people.length);
  expect(arrived).toEqual(expect.arrayContaining(people));
  source.numbers.send(1);
  await eventually(
    () => streams.map(({ seen }) => seen.events.length),
    (counts) => counts.every((count) => count === 1),
  );
  streams[0]?.stop();
  await eventually(
    () => source.numbers.listeners,
    (count) => count === 2,
  );
  await upstream.close();
  await source.kill();
});

test('streams of a lost connection subscribe again', async () => {
  const source = await startSource();
  const { upstream, follow } = await startUpstream(source.url);
  const { seen } = follow(principalOf(['a']));
  await eventually(
    () => source.numbers.listeners,
    (count) => count === 1,
  );
  await source.kill();
  await source.start();
  await eventually(
    () => source.connections.length,
    (count) => count === 2,
  );
  await eventually(
    () => source.numbers.listeners,
    (count) => count === 1,
  );
  source.numbers.send(2);
  await eventually(
    () => seen.events.length,
    (count) => count === 1,
  );
  expect([seen.errors, seen.completed]).toEqual([undefined, false]);
  await upstream.close();
  await source.kill();
});

test('streams whose connection does not come back are given up with an error after the time for it', async () => {
  const source = await startSource();
  const { upstream, follow } = await startUpstream(source.url, 500);
  const { seen } = follow(principalOf(['a']));
  await eventually(
    () => source.numbers.listeners,
    (count) => count === 1,
  );
  await source.kill();
  await eventually(() => seen.errors, Boolean);
  expect(seen.errors?.[0]?.extensions['code']).toBe('SUBSCRIPTION_SOURCE_ERROR');
  expect(seen.completed).toBe(false);
  await upstream.close();
});

test('what a subgraph refuses is not tried again, but a token that it finds too old is', async () => {
  let error: GraphQLError | undefined = new GraphQLError('No such job.', { extensions: { code: 'NOT_FOUND' } });
  const source = await startSource(() => error);
  const { upstream, follow } = await startUpstream(source.url);
  const refused = follow(principalOf(['a']));
  await eventually(() => refused.seen.errors, Boolean);
  expect(refused.seen.errors).toMatchObject([{ message: 'No such job.', extensions: { code: 'NOT_FOUND' } }]);
  expect(source.tokens).toHaveLength(1);

  error = new GraphQLError('A service token is needed.', { extensions: { code: 'UNAUTHENTICATED' } });
  const retried = follow(principalOf(['a']));
  await eventually(
    () => source.tokens.length,
    (count) => count >= 2,
  );
  error = undefined;
  await eventually(
    () => source.numbers.listeners,
    (count) => count === 1,
  );
  expect(retried.seen.errors).toBeUndefined();
  await upstream.close();
  await source.kill();
});
