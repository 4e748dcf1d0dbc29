import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConnectedClient } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 300, rateLimit: 0 });
  client = await ConnectedClient.connect(simulator);
});
afterAll(() => simulator.close());

const ask = async (query: string) => {
  const response = await fetch(`${simulator.url}/_control/requests${query}`);
  return {
    status: response.status,
    body: (await response.json()) as { requests?: { path: string }[]; error?: string },
  };
};

test('a test can wait for requests that are yet to come, over HTTP and in the process', async () => {
  const since = simulator.requests.last;
  const overHttp = ask(`/wait?resource=matters&status=404&count=2&timeout=60&since=${since}`);
  const inProcess = simulator.requests.wait({ resource: 'matters', status: '4xx' }, { count: 2, timeoutMs: 60_000 });
  for (const path of ['matters/1', 'users', 'matters/1']) await client.get(path);
  expect((await inProcess)?.map(({ path }) => path)).toEqual(['/us/api/v4/matters/1', '/us/api/v4/matters/1']);
  const { status, body } = await overHttp;
  expect([status, body.requests?.length]).toEqual([200, 2]);
});

test('what was asked after a sequence number counts when that is given', async () => {
  const since = simulator.requests.last;
  await client.get('bills?limit=1');
  const { body } = await ask(`/wait?since=${since}&resource=bills`);
  expect(body.requests).toMatchObject([{ path: '/us/api/v4/bills', resource: 'bills', method: 'GET' }]);
});

test('a wait that is over without them says so with 408, or with undefined', async () => {
  const { status, body } = await ask('/wait?resource=notes&timeout=0.01');
  expect([status, typeof body.error]).toEqual([408, 'string']);
  expect(await simulator.requests.wait({ resource: 'notes' }, { timeoutMs: 5 })).toBeUndefined();
});

test('a simulator that stops ends the waits that are open', async () => {
  const own = await createClioSimulator({ size: 300 });
  const waiting = own.requests.wait({ resource: 'notes' }, { timeoutMs: 3_600_000 });
  await own.close();
  expect(await waiting).toBeUndefined();
});

test.each([
  ['?method=post', 0],
  ['?resource=activities', 1],
  ['?text=limit=7', 1],
  ['?status=2xx', 2],
  ['?last=1', 1],
  ['?account=1', 0],
])('the list can be narrowed: %s', async (query, count) => {
  const since = simulator.requests.last;
  await client.get('activities?limit=7');
  await client.get('contacts?limit=6');
  expect((await ask(`${query}&since=${since}`)).body.requests).toHaveLength(count);
});

test.each(['?status=teapot', '?since=yesterday', '/wait?timeout=0', '/listen'])('%s makes no sense', async (query) => {
  const { status, body } = await ask(query);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body.error).toEqual(expect.any(String));
});
