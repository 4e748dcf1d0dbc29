import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCallSealer } from '@smarterfirms/platform/call-seal';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { pino } from 'pino';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { callSealSecret, ed25519, person } from '../testing/test-keys.ts';
import { createDataSource } from './data-source.ts';

/** These subgraphs are unwell all the time, and each test wants to see it. */
const neverLeftAlone = { callsPerSecondMin: 1_000 };
let graph: TestGraph;
let token: string;
let respond: (response: ServerResponse) => void = (response) => response.destroy();
const broken = createServer((request, response) => {
  request.resume();
  respond(response);
});
const sendBody =
  (body: string, status = 200, type = 'application/json') =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': type }).end(body);

beforeAll(async () => {
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  graph = await startTestGraph(
    { resilience: neverLeftAlone },
    { data: `http://127.0.0.1:${(broken.address() as AddressInfo).port}/graphql` },
  );
  token = await graph.token(person(['firm:read', 'matters:read'], ownFirm));
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  broken.closeAllConnections();
  await new Promise((resolve) => broken.close(resolve));
});

const unwell: Record<string, (response: ServerResponse) => void> = {
  'breaks the connection': (response) => response.destroy(),
  'answers an HTML page': sendBody('<h1>Error at db.internal.test</h1>', 500, 'text/html'),
  'answers half of its JSON': sendBody('{"data": {"_entities": ['),
  'answers JSON that is no GraphQL': sendBody('{"hello": "db.internal.test"}'),
  'refuses our token': sendBody('{"errors":[{"message":"A service token is needed."}]}', 401),
  'answers fewer entities than were asked for': sendBody('{"data":{"_entities":[]}}'),
  'answers more than we read': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = `"${'x'.repeat(1_000_000)}"`;
    let count = 0;
    const write = () => {
      while (count++ < 30) if (!response.write(chunk)) return response.once('drain', write);
      return response.end();
    };
    write();
  },
};

for (const [what, behaviour] of Object.entries(unwell)) {
  test(`a subgraph that ${what} costs its own fields, and tells nothing of itself`, async () => {
    respond = behaviour;
    const { body, text, status } = await graph.post(`{ firm(id: "${ownFirm}") { name clock } plans { code } }`, {
      token,
    });
    expect(status).toBe(200);
    expect(body.data).toEqual({ firm: { name: 'Own LLP', clock: null }, plans: [{ code: 'trial' }] });
    expect(body.errors).toHaveLength(1);
    expect(['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']).toContain(body.errors?.[0]?.extensions['code']);
    expect(text).not.toMatch(/127\.0\.0\.1|internal\.test|ECONN|Unexpected|_entities|stack/);
  });
}

test('a service that does not answer is named, and said once', async () => {
  respond = (response) => response.destroy();
  const { body } = await graph.post(`{ a: size b: size firm(id: "${ownFirm}") { clock } }`, { token });
  expect(body.errors).toEqual([
    {
      message: 'The data service is not answering. Try again in a moment.',
      extensions: { code: 'SERVICE_UNAVAILABLE', requestId: expect.any(String) },
    },
  ]);
});

test('a slow subgraph is given up after the time for it', async () => {
  respond = () => undefined;
  const signer = await createServiceTokenSigner('gateway', ed25519('gateway').private);
  const source = createDataSource({
    name: 'data',
    url: `http://127.0.0.1:${(broken.address() as AddressInfo).port}/graphql`,
    signer,
    seal: createCallSealer([callSealSecret]),
    log: pino({ level: 'silent' }),
    timeoutMs: 100,
  });
  const context = { principal: undefined, requestId: 'request-1', log: pino({ level: 'silent' }) };
  const { errors } = await source.process({ request: { query: '{ size }' }, context } as never);
  expect(errors?.[0]?.extensions?.['code']).toBe('SERVICE_UNAVAILABLE');
  await source.close();
});

/** What is given up at its time is told in the log; what nobody waits for is no failure. */
const isGivenUp = ({ msg }: Record<string, unknown>) => msg === 'a subgraph did not answer properly';

/** Resolves when a request has arrived at the subgraph, which leaves it unanswered; `hungUp` when it is taken back. */
async function heldRequest(): Promise<{ hungUp: Promise<void> }> {
  graph.logLines.length = 0;
  const hungUp = Promise.withResolvers<void>();
  await new Promise<void>((arrived) => {
    respond = (response) => {
      response.once('close', hungUp.resolve);
      arrived();
    };
  });
  return { hungUp: hungUp.promise };
}

test('what nobody waits for any more is not fetched to the end', async () => {
  const client = new AbortController();
  const held = heldRequest();
  const request = fetch(graph.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ size }' }),
    signal: client.signal,
  }).catch(() => undefined);
  const { hungUp } = await held;
  client.abort();
  await request;
  await hungUp;
  expect(graph.logLines.filter(isGivenUp)).toEqual([]);
});

test('what a client asked for over a socket that it has closed is not fetched to the end', async () => {
  const held = heldRequest();
  const client = graph.socket(token);
  client.subscribe({ query: '{ size }' }, { next: () => undefined, error: () => undefined, complete: () => undefined });
  const { hungUp } = await held;
  client.terminate();
  await hungUp;
  expect(graph.logLines.filter(isGivenUp)).toEqual([]);
});
