import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';
import { HookReceiver } from '../webhooks/hook-receiver.ts';

type Json = Record<string, unknown>;

let simulator: ClioSimulator;
let receiver: HookReceiver;
let client: ConnectedClient;
let account: number;
let userId: number;
beforeEach(async () => {
  simulator = await createClioSimulator({ size: 600, rateLimit: 0, webhookLoopbackHttp: true });
  receiver = await HookReceiver.listen();
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
  userId = Number(
    (await (await client.get('users/who_am_i')).json().then((body) => body as { data: Json })).data['id'],
  );
});
afterEach(async () => {
  await simulator.close();
  await receiver[Symbol.asyncDispose]();
});

async function take(rule: Json): Promise<void> {
  const { status, body } = await control(simulator, 'permissions', { accountId: account, userId, ...rule });
  if (status !== 200) throw new Error(JSON.stringify(body));
}

async function first(resource: string, wanted: (record: Json) => boolean): Promise<Json> {
  const found = (await truth(simulator, account, resource)).find(wanted);
  if (!found) throw new Error(`No such record among ${resource}`);
  return found;
}

const idOf = (record: Json, field: string) => (record[field] as { id: number } | null)?.id;
const isOwn = (matter: Json) =>
  ['responsible_attorney', 'originating_attorney', 'responsible_staff'].some((field) => idOf(matter, field) === userId);

async function enabledWebhook(model: string, fields: string): Promise<void> {
  const made = await client.send('POST', 'webhooks', { url: receiver.url, model, fields });
  if (made.status !== 201) throw new Error(`Expected a webhook, got ${made.status}`);
  // The answer of the receiver is on the record when the webhook is confirmed.
  const { id } = ((await made.json()) as { data: { id: number } }).data;
  expect(await simulator.deliveries.wait({ webhookId: id })).toBeDefined();
}

async function edit(resource: string, id: unknown, patch: Json): Promise<void> {
  expect((await control(simulator, `records/${account}/${resource}/${id}`, { patch })).status).toBe(200);
}

test('without the area of a collection nothing in it can be written', async () => {
  const bill = await first('bills', ({ state }) => state === 'draft');
  await take({ denied: ['Billing'] });
  expect((await client.send('PATCH', `bills/${bill['id']}`, { memo: 'x' })).status).toBe(403);
  expect((await client.send('DELETE', `bills/${bill['id']}`)).status).toBe(403);
  await take({ denied: ['Matters'] });
  expect((await client.send('POST', 'matters', { description: 'x' })).status).toBe(403);
});

test('a redacted quantity cannot be changed, the rest can', async () => {
  const activity = await first('activities', ({ on_bill }) => on_bill === false);
  await take({ redacted: ['hours'] });
  expect((await client.send('PATCH', `activities/${activity['id']}`, { quantity: 720 })).status).toBe(403);
  expect((await client.send('PATCH', `activities/${activity['id']}`, { note: 'Reworded' })).status).toBe(200);
});

test('a matter that someone does not see is not there to be written', async () => {
  const foreign = await first('matters', (matter) => !isOwn(matter));
  const own = await first('matters', isOwn);
  await take({ visible: 'own' });
  expect((await client.send('PATCH', `matters/${foreign['id']}`, { location: 'x' })).status).toBe(404);
  expect((await client.send('DELETE', `matters/${foreign['id']}`)).status).toBe(404);
  expect((await client.send('PATCH', `matters/${own['id']}`, { location: 'x' })).status).toBe(200);
});

test('webhooks need their own area and that of the model', async () => {
  const data = { url: receiver.url, model: 'bill', fields: 'id' };
  await take({ denied: ['Webhooks'] });
  expect((await client.send('POST', 'webhooks', data)).status).toBe(403);
  expect((await client.get('webhooks')).status).toBe(403);
  await take({ denied: ['Billing'] });
  expect((await client.send('POST', 'webhooks', data)).status).toBe(403);
  expect((await client.send('POST', 'webhooks', { ...data, model: 'matter' })).status).toBe(201);
});

test('a webhook tells only what its user may see', async () => {
  await enabledWebhook('matter', 'id,location');
  const foreign = await first('matters', (matter) => !isOwn(matter));
  const own = await first('matters', isOwn);
  await take({ visible: 'own' });
  await edit('matters', foreign['id'], { location: 'Unseen' });
  await take({ denied: ['Matters'] });
  await edit('matters', own['id'], { location: 'Denied' });
  await take({});
  await edit('matters', own['id'], { location: 'Seen' });
  const [told] = await receiver.untilDeliveries(1);
  expect(told?.body.data).toEqual({ id: own['id'], location: 'Seen' });
});

test('a webhook redacts what is redacted for its user', async () => {
  await enabledWebhook('activity', 'id,quantity,quantity_redacted');
  const activity = await first('activities', ({ on_bill }) => on_bill === false);
  await take({ redacted: ['hours'] });
  await edit('activities', activity['id'], { note: 'Reworded' });
  const [told] = await receiver.untilDeliveries(1);
  expect(told?.body.data).toEqual({ id: activity['id'], quantity: null, quantity_redacted: true });
});
