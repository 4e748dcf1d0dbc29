import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
let accountId: number;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 600, rateLimit: 0 });
  client = await ConnectedClient.connect(simulator);
  accountId = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterAll(() => simulator.close());

/** Whether the page came from those that were kept. */
async function isKept(path: string): Promise<boolean> {
  const before = simulator.world.pages.answered;
  await client.list(path);
  return simulator.world.pages.answered > before;
}

async function edit(collection: 'matters' | 'tasks', patch: object): Promise<number> {
  const id = simulator.world.firm(accountId)?.tables[collection].rows[0]?.id;
  const { status } = await control(simulator, `records/${accountId}/${collection}/${id}`, { patch });
  expect(status).toBe(200);
  return Number(id);
}

const ofOwnRows = 'matters.json?limit=50&order=id(asc)&fields=id,etag,updated_at';
const ofOthersToo = 'matters.json?limit=50&order=id(asc)&fields=id,etag,client{name}';

test('a page of ids and etags is kept while other collections change, and a page that shows others’ fields is not', async () => {
  for (const path of [ofOwnRows, ofOthersToo]) await client.list(path);
  expect([await isKept(ofOwnRows), await isKept(ofOthersToo)]).toEqual([true, true]);
  await edit('tasks', { name: 'Call the court' });
  expect([await isKept(ofOwnRows), await isKept(ofOthersToo)]).toEqual([true, false]);
});

test('a page of ids and etags shows a change of its own collection at once', async () => {
  const { data: before } = await client.list(ofOwnRows);
  const id = await edit('matters', { location: 'Room 4' });
  expect(await isKept(ofOwnRows)).toBe(false);
  const { data: after } = await client.list(ofOwnRows);
  const changed = after.filter(({ etag }, index) => etag !== before[index]?.['etag']);
  expect(changed.map((record) => record['id'])).toEqual([id]);
});
