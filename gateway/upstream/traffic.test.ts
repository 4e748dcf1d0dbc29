import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Principal } from '@smarterfirms/platform/principal';
import { pino } from 'pino';
import { Cancellation } from '../cancellation.ts';
import { eventually } from '../testing/eventually.ts';
import { person } from '../testing/test-keys.ts';
import { createHttpSource, type HttpDataSource, type HttpSourceOptions } from './http-source.ts';
import type { SubgraphAnswer } from './subgraph-call.ts';

const log = pino({ level: 'silent' });
let requests: { body: Record<string, unknown>; response: ServerResponse }[];
/** What the subgraph does with its next requests; the last one stays. */
let behaviours: ((response: ServerResponse, body: Record<string, unknown>) => void)[];
const subgraph = createServer((request: IncomingMessage, response) => {
  let text = '';
  request.on('data', (chunk) => (text += String(chunk)));
  request.on('end', () => {
    const body = JSON.parse(text) as Record<string, unknown>;
    requests.push({ body, response });
    const [next] = behaviours;
    if (behaviours.length > 1) behaviours.shift();
    next?.(response, body);
  });
});
let source: HttpDataSource;

beforeEach(async () => {
  requests = [];
  await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await source.close();
  subgraph.closeAllConnections();
  await new Promise((resolve) => subgraph.close(resolve));
});

function connect(options: Partial<HttpSourceOptions> = {}): void {
  source = createHttpSource({
    name: 'data',
    url: `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`,
    headersOf: async () => ({}),
    log,
    ...options,
  });
}
const answering =
  (data: unknown, headers: Record<string, string> = {}, status = 200) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ data }));
const hangingUp = (response: ServerResponse) => response.destroy();
const silent = () => undefined;
/** Answers `_entities` with the representations themselves. */
const echoing = (headers: Record<string, string>) => (response: ServerResponse, body: Record<string, unknown>) =>
  answering({ _entities: (body['variables'] as { representations: unknown[] }).representations }, headers)(response);

const ada: Principal = { kind: 'user', role: 'owner', sessionVersion: 1, ...person(['matters:read']) } as Principal;
const ben: Principal = { kind: 'user', role: 'owner', sessionVersion: 1, ...person(['matters:read']) } as Principal;

function ask(
  query: string,
  {
    principal = ada,
    representations,
    cancellation,
  }: { principal?: Principal; representations?: readonly object[]; cancellation?: Cancellation } = {},
): Promise<SubgraphAnswer> {
  const texts = representations?.map((one) => JSON.stringify(one));
  return source.call({
    query,
    operationName: undefined,
    body: `{"query":${JSON.stringify(query)},"variables":{${texts ? `"representations":[${texts.join()}]` : ''}}}`,
    representations: texts,
    context: { principal, requestId: 'request-1', client: {}, log, cancellation },
    read: JSON.parse,
  });
}
const code = ({ errors }: SubgraphAnswer) => errors?.[0]?.extensions?.['code'];

test.each([
  ['a lost connection', hangingUp],
  ['a proxy that says the service is away', answering(null, {}, 503)],
])('a query is asked once more after %s', async (_, first) => {
  behaviours = [first, answering({ size: 1 })];
  connect();
  expect(await ask('{size}')).toMatchObject({ data: { size: 1 } });
  expect(requests).toHaveLength(2);
});

test('a query is asked twice at most, and a mutation never again', async () => {
  behaviours = [hangingUp];
  connect();
  expect(code(await ask('{size}'))).toBe('SERVICE_UNAVAILABLE');
  expect(requests).toHaveLength(2);
  expect(code(await ask('mutation{pay}'))).toBe('SERVICE_UNAVAILABLE');
  expect(requests).toHaveLength(3);
});

/** Six failures of a minute are enough, however slow they come. */
const soonLeftAlone = { windowMs: 60_000, callsPerSecondMin: 0.1 };

test('a subgraph that fails again and again is left alone', async () => {
  behaviours = [hangingUp];
  connect({ resilience: { ...soonLeftAlone, pauseMs: 60_000 } });
  while (!source.leftAlone) await ask('mutation{pay}');
  const before = requests.length;
  expect(code(await ask('{size}'))).toBe('SERVICE_UNAVAILABLE');
  expect(requests).toHaveLength(before);
});

test('a subgraph that was left alone is asked again after a pause', async () => {
  behaviours = [hangingUp];
  connect({ resilience: { ...soonLeftAlone, pauseMs: 50 } });
  while (!source.leftAlone) await ask('mutation{pay}');
  behaviours = [answering({ size: 1 })];
  const answer = await eventually(
    () => ask('{size}'),
    ({ data }) => data !== undefined,
  );
  expect(answer).toMatchObject({ data: { size: 1 } });
  expect(source.leftAlone).toBe(false);
});

test('where no subgraph may be left alone, one that fails again and again is asked every time', async () => {
  behaviours = [hangingUp];
  connect({ resilience: { leaveAlone: false, windowMs: 1_000, callsPerSecondMin: 1 } });
  for (let calls = 1; calls <= 40; calls += 1) {
    expect(code(await ask('mutation{pay}'))).toBe('SERVICE_UNAVAILABLE');
    expect(requests).toHaveLength(calls);
  }
  behaviours = [answering({ size: 1 })];
  expect(await ask('{size}')).toMatchObject({ data: { size: 1 } });
  expect(source.leftAlone).toBe(false);
});

test('clients that leave say nothing about the subgraph', async () => {
  behaviours = [silent];
  connect({ resilience: { windowMs: 1_000, callsPerSecondMin: 1 } });
  for (let i = 0; i < 20; i++) {
    const leave = new Cancellation();
    const asked = ask('{size}', { cancellation: leave });
    leave.cancel();
    await asked;
  }
  expect(source.leftAlone).toBe(false);
});

test('the same query of the same principal at the same time is one request; everybody has an answer of their own', async () => {
  behaviours = [silent];
  connect({ share: true });
  const asked = Promise.all([ask('{size}'), ask('{size}'), ask('{size}')]);
  await eventually(
    () => requests.length,
    (count) => count === 1,
  );
  answering({ size: 1 })(requests[0]?.response as ServerResponse);
  const answers = await asked;
  expect(answers.map(({ data }) => data)).toEqual([{ size: 1 }, { size: 1 }, { size: 1 }]);
  expect(new Set(answers.map(({ data }) => data)).size).toBe(3);
  expect(requests).toHaveLength(1);
});

test('requests of others, and mutations, are never shared', async () => {
  behaviours = [answering({ size: 1 })];
  connect({ share: true });
  await Promise.all([ask('{size}'), ask('{size}', { principal: ben }), ask('mutation{pay}'), ask('mutation{pay}')]);
  expect(requests).toHaveLength(4);
});

test('a query that comes after a mutation has come back does not get what was asked before', async () => {
  behaviours = [silent, answering({ pay: 1 }), answering({ size: 2 })];
  connect({ share: true });
  const before = ask('{size}');
  await eventually(
    () => requests.length,
    (count) => count === 1,
  );
  await ask('mutation{pay}');
  expect(await ask('{size}')).toMatchObject({ data: { size: 2 } });
  answering({ size: 1 })(requests[0]?.response as ServerResponse);
  expect(await before).toMatchObject({ data: { size: 1 } });
});

test('who leaves a shared request takes nothing from the others; when all have left it is given up', async () => {
  behaviours = [silent];
  connect({ share: true });
  const [leaving, staying] = [new Cancellation(), new Cancellation()];
  const first = ask('{size}', { cancellation: leaving });
  const second = ask('{size}', { cancellation: staying });
  await eventually(
    () => requests.length,
    (count) => count === 1,
  );
  leaving.cancel();
  answering({ size: 1 })(requests[0]?.response as ServerResponse);
  expect(await second).toMatchObject({ data: { size: 1 } });
  await first;

  const alone = new Cancellation();
  const abandoned = ask('{size}', { cancellation: alone });
  await eventually(
    () => requests.length,
    (count) => count === 2,
  );
  const gone = new Promise((resolve) => requests[1]?.response.once('close', resolve));
  alone.cancel();
  await gone;
  expect(code(await abandoned)).toBe('SERVICE_UNAVAILABLE');
});

test('what the subgraph allows is kept for as long as it allows, for this principal only', async () => {
  behaviours = [answering({ plans: ['trial'] }, { 'cache-control': 'max-age=60, public' })];
  connect({ cache: true });
  const first = await ask('{plans}');
  const second = await ask('{plans}');
  expect([first.data, second.data]).toEqual([{ plans: ['trial'] }, { plans: ['trial'] }]);
  expect(requests).toHaveLength(1);
  await ask('{plans}', { principal: ben });
  expect(requests).toHaveLength(2);
  behaviours = [answering({ size: 1 }, { 'cache-control': 'max-age=1, public' })];
  await eventually(
    async () => {
      await ask('{size}');
      return requests.length;
    },
    (count) => count > 3,
  );
});

test('of entities only those that are not known are asked for, and each is in its place', async () => {
  behaviours = [echoing({ 'cache-control': 'max-age=60, private' })];
  connect({ cache: true });
  const query = 'query($representations:[_Any!]!){_entities(representations:$representations){...on Matter{title}}}';
  const matter = (id: number) => ({ __typename: 'Matter', id });
  await ask(query, { representations: [matter(1), matter(2)] });
  const mixed = await ask(query, { representations: [matter(3), matter(2), matter(4), matter(1)] });
  expect(mixed.data).toEqual({ _entities: [matter(3), matter(2), matter(4), matter(1)] });
  expect(requests[1]?.body['variables']).toEqual({ representations: [matter(3), matter(4)] });
  const known = await ask(query, { representations: [matter(4), matter(3)] });
  expect(known.data).toEqual({ _entities: [matter(4), matter(3)] });
  expect(requests).toHaveLength(2);
});

test('nothing is kept of an answer that says nothing, that forbids it, or that has errors', async () => {
  behaviours = [answering({ size: 1 }), answering({ size: 1 }, { 'cache-control': 'no-store, max-age=60' })];
  connect({ cache: true });
  for (let i = 0; i < 3; i++) await ask('{size}');
  expect(requests).toHaveLength(3);
  behaviours = [
    (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'max-age=60' })
        .end('{"data":{"size":null},"errors":[{"message":"no"}]}'),
  ];
  for (let i = 0; i < 2; i++) await ask('{size}');
  expect(requests).toHaveLength(5);
});
