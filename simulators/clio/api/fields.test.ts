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

async function first(path: string): Promise<Record<string, unknown>> {
  const [record] = (await client.list(path)).data;
  if (!record) throw new Error(`${path} gave nothing`);
  return record;
}

test('without fields a record shows id and etag', async () => {
  for (const name of ['users', 'contacts', 'matters', 'activities', 'bills', 'line_items']) {
    expect(Object.keys(await first(`${name}?limit=1`))).toEqual(['id', 'etag']);
  }
});

test('braces choose a relation’s fields, a bare relation shows its stub', async () => {
  expect(await first('matters?limit=1&fields=id,client{id,name},responsible_attorney,account_balances')).toEqual({
    id: expect.any(Number),
    client: { id: expect.any(Number), name: expect.any(String) },
    responsible_attorney: { id: expect.any(Number), etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) },
    account_balances: [{ id: expect.any(Number) }],
  });
});

test('a relation inside a relation may be named', async () => {
  const { matter } = await first('line_items?limit=1&fields=matter{id,client}');
  expect(matter).toEqual({ id: expect.any(Number), client: { id: expect.any(Number), etag: expect.any(String) } });
});

test('escaped and literal braces are the same', async () => {
  expect(await first('matters?limit=1&fields=id%2Cclient%7Bid%7D')).toEqual(
    await first('matters?limit=1&fields=id,client{id}'),
  );
});

test.each([
  ['an unknown field', 'id,colour', 'colour'],
  ['an unknown nested field', 'client{colour}', 'colour'],
  ['a second level', 'matter{client{name}}', 'client'],
  ['braces on a value', 'note{id}', 'note'],
  ['an open brace', 'matter{id', 'matter'],
  ['a closing brace too many', 'id}', 'malformed'],
  ['nothing between braces', 'matter{}', 'malformed'],
  ['nothing between commas', 'id,,etag', 'malformed'],
  ['the old name of a price', 'rate', 'rate'],
  ['a name every object has', 'constructor', 'constructor'],
])('%s is refused by name', async (_, fields, named) => {
  const response = await client.get(`${fields.includes('client{colour') ? 'matters' : 'activities'}?fields=${fields}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    error: { type: 'InvalidFields', message: expect.stringContaining(named) },
  });
});
