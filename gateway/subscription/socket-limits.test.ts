import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { eventually } from '../testing/eventually.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let graph: TestGraph;
const opened: WebSocket[] = [];
beforeAll(async () => {
  graph = await startTestGraph({
    streamLimits: { sockets: 8, socketsPerNetwork: 6, namelessSocketsPerNetwork: 3, socketBeginsWithinMs: 60_000 },
  });
});
afterAll(async () => {
  for (const socket of opened) socket.terminate();
  await graph[Symbol.asyncDispose]();
});

/** The socket, or the status that it was refused with. */
function open(): Promise<WebSocket | number> {
  const socket = new WebSocket(graph.socketUrl, 'graphql-transport-ws');
  opened.push(socket);
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  });
}

async function openSocket(): Promise<WebSocket> {
  const socket = await eventually(open, (result) => typeof result !== 'number');
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

async function authenticate(socket: WebSocket): Promise<void> {
  const token = await graph.token(person(['sync:read'], ownFirm));
  const answer = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  expect(JSON.parse(String((await answer)[0]))).toEqual({ type: 'connection_ack' });
}

async function closed(...sockets: WebSocket[]): Promise<void> {
  await Promise.all(
    sockets.map(async (socket) => {
      const end = once(socket, 'close');
      socket.close();
      await end;
    }),
  );
}

test('nameless clients of one address hold a few sockets; who authenticates makes room, up to the limit of the address', async () => {
  const nameless = [await openSocket(), await openSocket(), await openSocket()];
  expect(await open()).toBe(429);
  for (const socket of nameless) await authenticate(socket);
  const more = [await openSocket(), await openSocket(), await openSocket()];
  expect(await open()).toBe(429);
  for (const socket of more) await authenticate(socket);
  // Nobody is nameless any more, but the address is full.
  expect(await open()).toBe(429);
  await closed(...nameless, ...more);
  await closed(await openSocket());
});

/** 1006 where the connection was gone before the client could read the closing frame. */
const closedForFlooding = [1008, 1006];

test('a flood of pings closes the socket, and no other one', async () => {
  const calm = await openSocket();
  const flooding = await openSocket();
  const end = once(flooding, 'close');
  let pongs = 0;
  flooding.on('message', () => (pongs += 1));
  for (let count = 0; count < 2_000; count += 1) flooding.send('{"type":"ping"}');
  const [code] = await end;
  expect(closedForFlooding).toContain(code);
  expect(pongs).toBeLessThan(600);
  await authenticate(calm);
  await closed(calm);
});

test('a flood of ping frames below the protocol closes the socket too', async () => {
  const flooding = await openSocket();
  const end = once(flooding, 'close');
  for (let count = 0; count < 2_000; count += 1) flooding.ping();
  expect(closedForFlooding).toContain((await end)[0]);
});

test('a message larger than 1 MB closes its socket with 1009', async () => {
  const socket = await openSocket();
  const end = once(socket, 'close');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { padding: 'x'.repeat(1_100_000) } }));
  expect((await end)[0]).toBe(1009);
});

test('a client that never begins the protocol is closed with 4408', async () => {
  await using hasty = await startTestGraph({ streamLimits: { socketBeginsWithinMs: 100 } });
  const silent = new WebSocket(hasty.socketUrl, 'graphql-transport-ws');
  expect((await once(silent, 'close'))[0]).toBe(4408);
});
