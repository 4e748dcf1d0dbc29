import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Pool } from 'undici';
import { Cancellation } from '../cancellation.ts';
import { exchange } from './exchange.ts';

/** What has arrived, and how to answer the first of it. */
const arrived: string[] = [];
const first = Promise.withResolvers<ServerResponse>();
const subgraph = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  arrived.push(body);
  if (body === 'first') first.resolve(response);
  else response.end('answered');
});
let pool: Pool;

beforeAll(async () => {
  subgraph.listen(0, '127.0.0.1');
  await once(subgraph, 'listening');
  pool = new Pool(`http://127.0.0.1:${(subgraph.address() as AddressInfo).port}`, { connections: 1 });
});
afterAll(async () => {
  await pool.destroy();
  subgraph.closeAllConnections();
  await new Promise((resolve) => subgraph.close(resolve));
});

const send = (
  body: string,
  { cancellation, timeoutMs = 10_000 }: { cancellation?: Cancellation; timeoutMs?: number } = {},
) => exchange(pool, { path: '/', method: 'POST', body }, { cancellation, timeoutMs, responseBytesMax: 1_000 });

test('what was given up before a connection was free for it is never sent, and what waits behind it is', async () => {
  const held = send('first');
  const response = await first.promise;
  const cancellation = new Cancellation();
  const left = send('left', { cancellation });
  const late = send('late', { timeoutMs: 1 });
  const behind = send('behind');
  cancellation.cancel();
  await expect(left).rejects.toThrow('nobody waits for the answer any more');
  await expect(late).rejects.toThrow('there was no answer within 1 ms');
  response.end('answered');
  expect((await held).text).toBe('answered');
  expect((await behind).text).toBe('answered');
  expect(arrived).toEqual(['first', 'behind']);
});
