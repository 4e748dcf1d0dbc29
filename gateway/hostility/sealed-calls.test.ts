import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { callSealSecret, person } from '../testing/test-keys.ts';
import type { Call } from '../testing/test-subgraph.ts';

/** A network that lies between the gateway and the subgraph `data`: it hears what passes, and may lose an answer. */
let graph: TestGraph;
let token: string;
let answersToLose = 0;
const passed: { status: number; answered: boolean }[] = [];
const network = createServer(async (request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await fetch(graph.data.url, {
    method: 'POST',
    headers: passedOn(request.headers),
    body: Buffer.concat(chunks),
  });
  const text = await answer.text();
  const answered = answersToLose === 0;
  passed.push({ status: answer.status, answered });
  if (answered) response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  else {
    answersToLose -= 1;
    response.destroy();
  }
});

beforeAll(async () => {
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve));
  graph = await startTestGraph({}, { data: `http://127.0.0.1:${(network.address() as AddressInfo).port}/graphql` });
  token = await graph.token(person(['firm:read', 'matters:read'], ownFirm));
});
beforeEach(() => {
  passed.length = 0;
  graph.data.calls.length = 0;
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  network.closeAllConnections();
  await new Promise((resolve) => network.close(resolve));
});

const clock = `{ firm(id: "${ownFirm}") { name clock } }`;

/** A call of the gateway, as somebody on the wire has it. */
async function overheard(): Promise<Call> {
  const { body } = await graph.post(clock, { token });
  expect(body.errors).toBeUndefined();
  const call = graph.data.calls.at(-1);
  if (!call) throw new Error('the subgraph was not called');
  return call;
}

function passedOn(headers: Record<string, unknown>): Record<string, string> {
  const names = ['content-type', 'authorization', 'x-call-seal', 'x-request-id'];
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])));
}

async function statusOf({ headers, body }: Pick<Call, 'headers' | 'body'>): Promise<number> {
  const response = await fetch(graph.data.url, { method: 'POST', headers: passedOn(headers), body });
  expect(await response.text()).toContain(response.status === 401 ? 'A service token is needed.' : '"data"');
  return response.status;
}

/** The call, sealed for another time by somebody who knows the secret. */
function sealedAt({ headers, body }: Call, time: number): Pick<Call, 'headers' | 'body'> {
  const stamp = `${time}.${Math.random().toString(36).slice(2).padEnd(13, '0')}`;
  const mac = createHmac('sha256', callSealSecret);
  const seal = `${stamp}.${mac.update(`${headers['authorization']}\n${stamp}\n${body}`).digest('base64url')}`;
  return { headers: { ...headers, 'x-call-seal': seal }, body };
}

test('a call of the gateway that is sent once more, as it was or altered, is refused by the subgraph', async () => {
  const call = await overheard();
  const { 'x-call-seal': seal, ...unsealed } = call.headers;
  expect(String(seal)).toMatch(/^\d{13}\.[\w-]+\.[\w-]{43}$/);
  expect({
    missing: await statusOf({ ...call, headers: unsealed }),
    replayed: await statusOf(call),
    altered: await statusOf({ ...call, body: call.body.replace('clock', '__typename') }),
    stale: await statusOf(sealedAt(call, Date.now() - 61_000)),
    early: await statusOf(sealedAt(call, Date.now() + 600_000)),
    now: await statusOf(sealedAt(call, Date.now())),
  }).toEqual({ missing: 401, replayed: 401, altered: 401, stale: 401, early: 401, now: 200 });
});

test('a query whose answer was lost on the way is asked again, and not taken for a replay', async () => {
  answersToLose = 1;
  const { body } = await graph.post(clock, { token });
  expect(body.errors).toBeUndefined();
  expect(body.data.firm.clock).toEqual(expect.any(String));
  expect(passed).toEqual([
    { status: 200, answered: false },
    { status: 200, answered: true },
  ]);
  const seals = graph.data.calls.map(({ headers }) => headers['x-call-seal']);
  expect(new Set(seals).size).toBe(2);
});
