import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type PublicAnswer, type PublicGraph, startPublicGraph } from '../testing/public-graph.ts';
import { ownFirm } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

/** Between the gateway and accounts: hands calls on, and breaks off instead of answering while `losesAnswers`. */
const between = createServer((call, answer) => {
  const { method, headers } = call;
  const onward = httpRequest(server.graph.accounts.url, { method, headers }, (response) => {
    if (losesAnswers) response.resume().once('end', () => answer.destroy());
    else response.pipe(answer.writeHead(response.statusCode ?? 500, response.headers));
  });
  onward.once('error', () => answer.destroy());
  call.pipe(onward);
});
let losesAnswers: boolean;
let server: PublicGraph;
let key: string;
beforeEach(async () => {
  losesAnswers = false;
  await once(between.listen(0, '127.0.0.1'), 'listening');
  const accounts = `http://127.0.0.1:${(between.address() as AddressInfo).port}/graphql`;
  server = await startPublicGraph({}, { accounts });
  key = server.graph.apiKey(person(['firm:read', 'firm:write'], ownFirm));
});
afterEach(async () => {
  await server.graph[Symbol.asyncDispose]();
  between.closeAllConnections();
  await once(between.close(), 'close');
});

const send = async (query?: string) =>
  (await server.send(key, { idempotencyKey: 'intention', ...(query ? { query } : {}) })).answer;
const codes = ({ errors }: PublicAnswer) => errors?.map(({ extensions }) => extensions.code);
const renames = () => server.graph.accounts.calls.filter(({ query }) => query.startsWith('mutation'));

test('a mutation whose answer was lost may have happened, and never runs again', async () => {
  losesAnswers = true;
  expect(codes(await send())).toEqual(['SERVICE_UNAVAILABLE']);
  losesAnswers = false;
  expect(codes(await send())).toEqual(['SERVICE_UNAVAILABLE']);
  expect(renames()).toHaveLength(1);
  const repeated = await server.send(key, { idempotencyKey: 'intention' });
  expect(repeated.headers.get('idempotent-replayed')).toBe('true');
});

test('a mutation that happened while a part of its answer was away does not happen again when that is back', async () => {
  const query = 'mutation ($name: String!) { rename(name: $name) { timeZone clock } }';
  await server.graph.data.stop();
  const partly = await send(query);
  expect(partly.data).toEqual({ rename: { timeZone: 'America/New_York', clock: null } });
  expect(codes(partly)).toEqual(['SERVICE_UNAVAILABLE']);
  await server.graph.data.start();
  expect(await send(query)).toMatchObject({
    data: partly.data,
    errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
  });
  expect(renames()).toHaveLength(1);
});

test('a mutation that reached no subgraph runs when it is repeated', async () => {
  const { port } = between.address() as AddressInfo;
  // No connection is open yet, and the first one is refused.
  await once(between.close(), 'close');
  expect(codes(await send())).toEqual(['SERVICE_UNAVAILABLE']);
  await once(between.listen(port, '127.0.0.1'), 'listening');
  expect(await send()).toEqual({ data: { rename: { timeZone: 'America/New_York' } } });
  expect(renames()).toHaveLength(1);
});

test('a mutation that its client may not run leaves its key free', async () => {
  const reader = server.graph.apiKey(person(['firm:read'], ownFirm));
  const request = { idempotencyKey: 'intention' };
  expect(codes((await server.send(reader, request)).answer)).toEqual(['FORBIDDEN']);
  const again = await server.send(reader, { ...request, name: 'Another' });
  expect(codes(again.answer)).toEqual(['FORBIDDEN']);
  expect(again.headers.get('idempotent-replayed')).toBeNull();
});
