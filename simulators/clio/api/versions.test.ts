import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 300, rateLimit: 0 });
  client = await ConnectedClient.connect(simulator);
});
afterAll(() => simulator.close());

const inVersion = async (version: string, path: string) => {
  const response = await client.get(path, { 'X-API-VERSION': version });
  return { status: response.status, data: ((await response.json()) as { data: never }).data as unknown };
};

test('a quantity of time is in hours up to 4.0.3 and in seconds from 4.0.4 on, within a line item too', async () => {
  const account = accountOf(simulator, 'Hartwell & Lowe LLP');
  const all = await truth(simulator, account, 'activities', 'id,type,quantity');
  const entry = all.find(({ type }) => type === 'TimeEntry');
  const path = `activities/${entry?.['id']}?fields=quantity,rounded_quantity`;
  const old = (await inVersion('4.0.3', path)).data as Record<string, number>;
  const now = (await inVersion('4.0.4', path)).data as Record<string, number>;
  expect(now['quantity']).toBe(entry?.['quantity']);
  expect(old['quantity']).toBe(Number(now['quantity']) / 3600);
  expect(old['rounded_quantity']).toBe(Number(now['rounded_quantity']) / 3600);

  const lines = 'line_items?limit=1&fields=activity{quantity,type}';
  const [oldLine] = (await inVersion('4.0.3', lines)).data as { activity: { quantity: number } }[];
  const [newLine] = (await inVersion('4.0.13', lines)).data as { activity: { quantity: number } }[];
  expect(oldLine?.activity.quantity).toBe((newLine?.activity.quantity ?? 0) / 3600);
});

test.each([
  ['bills?limit=1&fields=matter_balances', '4.0.4', '4.0.5'],
  ['documents?limit=1&fields=document_versions{id,uuid}', '4.0.5', '4.0.6'],
])('%s is known in %s and no longer in %s', async (path, before, after) => {
  expect((await inVersion(before, path)).status).toBe(200);
  expect((await inVersion(after, path)).status).toBe(400);
});

test('a version can be retired and the default moved while running', async () => {
  expect((await client.get('users')).headers.get('x-api-version')).toBe('4.0.13');
  await control(simulator, 'versions', { oldest: 8, default: 12 });
  expect((await client.get('users')).headers.get('x-api-version')).toBe('4.0.12');
  expect((await client.get('users', { 'X-API-VERSION': '4.0.7' })).status).toBe(410);
  expect((await client.get('users', { 'X-API-VERSION': '4.0.8' })).status).toBe(200);
  expect((await control(simulator, 'versions', { oldest: 14 })).status).toBe(400);
  await control(simulator, 'versions', { oldest: 0, default: 13 });
});
