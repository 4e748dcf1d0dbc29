import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { DrainTargets, parseMessage } from '@smarterfirms/platform/messages';
import { createPool, type Pool } from '@smarterfirms/platform/postgres';
import { startTestService, type TestService } from '../test-service.ts';
import { type ChangeRecords, createChangeRecords } from './change-records.ts';
import { webhookPurpose } from './receive-webhook.ts';
import { newWebhookKey } from './webhook-address.ts';
import type { ClioModel } from './webhook-model.ts';
import { createWebhookRecords, type WebhookRecords } from './webhook-records.ts';

let service: TestService;
let pool: Pool;
let webhooks: WebhookRecords;
let changes: ChangeRecords;
beforeAll(async () => {
  service = await startTestService();
  pool = createPool(service.settings.DATABASE_URL);
  webhooks = createWebhookRecords(pool);
  changes = createChangeRecords(pool);
});
afterAll(async () => {
  await pool.end();
  await service[Symbol.asyncDispose]();
});

interface Registered {
  firmId: FirmId;
  key: string;
  secret: string;
  webhookId: string;
  model: ClioModel;
}

let nextId = 100;

/** A webhook as registering leaves it. */
async function registered({ model = 'matter' as ClioModel, firmId = newId('firm') } = {}): Promise<Registered> {
  const hook = { firmId, model, key: newWebhookKey(), secret: `secret-${nextId}`, webhookId: String(nextId++) };
  const keyHash = await webhooks.begin(firmId, { key: hook.key, model, fields: 'id,etag,updated_at', gap: false });
  await webhooks.know(firmId, keyHash, {
    webhookId: hook.webhookId,
    status: 'ENABLED',
    expiresAt: new Date(Date.now() + 86_400_000),
    secret: service.envelope.seal(hook.secret, webhookPurpose({ firmId, model })),
  });
  return hook;
}

async function post(key: string, body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`${service.origin}/clio/webhooks/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: response.status, secret: response.headers.get('x-hook-secret'), text: await response.text() };
}

const sign = (secret: string, body: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHmac('sha256', secret).update(body).digest(encoding);

/** As Clio writes it, with the blanks that a parser would lose. */
function deliveryOf({ webhookId }: Registered, { id = 1, event = 'updated', etag = 'a', at = '2026-11-01T10:00:00Z' }) {
  return `{"data": {"id":${id}, "etag":"\\"${etag}\\"","updated_at":"${at}","description":"é"},\n "meta":{"event":"${event}","webhook_id":${webhookId}}}`;
}

const deliver = (hook: Registered, body: string) =>
  post(hook.key, body, { 'x-hook-signature': sign(hook.secret, body) });
const ordersOf = (firmId: FirmId) =>
  service.aws
    .messages('targets')
    .map(({ body }) => parseMessage(DrainTargets, body))
    .filter((message) => message.firmId === firmId);

test('a handshake with the secret that Clio gave us is confirmed, every other one refused', async () => {
  const hook = await registered();
  expect(await post(hook.key, '{}', { 'x-hook-secret': hook.secret })).toMatchObject({
    status: 200,
    secret: hook.secret,
  });
  expect(await post(hook.key, '{}', { 'x-hook-secret': 'planted' })).toMatchObject({ status: 401, secret: null });
  expect(await post(hook.key, '{}', { 'x-hook-secret': '' })).toMatchObject({ status: 401, secret: null });
  expect(await post(newWebhookKey(), '{}', { 'x-hook-secret': hook.secret })).toMatchObject({
    status: 410,
    secret: null,
  });
  // The one that was planted signs nothing.
  const body = deliveryOf(hook, {});
  expect((await post(hook.key, body, { 'x-hook-signature': sign('planted', body) })).status).toBe(401);
});

test("a handshake that is faster than Clio's answer plants no secret and is left to the other way", async () => {
  const firmId = newId('firm');
  const key = newWebhookKey();
  await webhooks.begin(firmId, { key, model: 'matter', fields: 'id', gap: false });
  expect(await post(key, '{}', { 'x-hook-secret': 'early' })).toMatchObject({ status: 202, secret: null });
  expect((await webhooks.ofFirm(firmId))[0]).toMatchObject({ status: 'CREATING', secret: null });
  const body = '{"data":{"id":1},"meta":{"event":"updated","webhook_id":1}}';
  expect((await post(key, body, { 'x-hook-signature': sign('early', body) })).status).toBe(401);
});

test('a signed delivery becomes one pending change and one order to fetch it; hex and base64 are taken', async () => {
  const hook = await registered({ model: 'activity' });
  const first = deliveryOf(hook, { id: 7 });
  expect((await deliver(hook, first)).status).toBe(200);
  const second = deliveryOf(hook, { id: 8, event: 'deleted' });
  expect((await post(hook.key, second, { 'x-hook-signature': sign(hook.secret, second, 'base64') })).status).toBe(200);
  expect(await changes.oldest(hook.firmId, 10)).toMatchObject([
    { model: 'activity', clioId: '7', deleted: false },
    { model: 'activity', clioId: '8', deleted: true },
  ]);
  expect(ordersOf(hook.firmId)).toEqual([{ firmId: hook.firmId }]);
});

test('what is forged, changed on the way or signed for another webhook is refused and leaves no trace', async () => {
  const hook = await registered();
  const other = await registered();
  const body = deliveryOf(hook, {});
  const good = sign(hook.secret, body);
  const attempts: [string, Record<string, string>][] = [
    [body, {}],
    [body, { 'x-hook-signature': '' }],
    [body, { 'x-hook-signature': good.slice(0, -1) }],
    [body, { 'x-hook-signature': `sha256=${good}` }],
    [body, { 'x-hook-signature': sign(other.secret, body) }],
    [body.replace('"id":1', '"id":2'), { 'x-hook-signature': good }],
    // The same document, one blank less.
    [JSON.stringify(JSON.parse(body)), { 'x-hook-signature': good }],
  ];
  for (const [text, headers] of attempts) expect((await post(hook.key, text, headers)).status).toBe(401);
  // Another webhook's delivery, rightly signed, at this one's address and with this one's path guessed.
  const foreign = deliveryOf(other, {});
  expect((await post(hook.key, foreign, { 'x-hook-signature': sign(hook.secret, foreign) })).status).toBe(410);
  expect(await changes.oldest(hook.firmId, 10)).toEqual([]);
  expect(await changes.oldest(other.firmId, 10)).toEqual([]);
  expect(ordersOf(hook.firmId)).toEqual([]);
});

test('a replayed delivery changes nothing, neither while it is pending nor after it was handled', async () => {
  const hook = await registered();
  const body = deliveryOf(hook, { id: 5 });
  await deliver(hook, body);
  const [pending] = await changes.oldest(hook.firmId, 10);
  expect(JSON.parse((await deliver(hook, body)).text)).toEqual({ result: 'DUPLICATE' });
  expect(await changes.oldest(hook.firmId, 10)).toEqual([pending]);
  await changes.remove(hook.firmId, pending ? [pending] : []);
  expect((await deliver(hook, body)).status).toBe(200);
  expect(await changes.oldest(hook.firmId, 10)).toEqual([]);
  // The same etag at another time is news: the record came back to what it was.
  expect(JSON.parse((await deliver(hook, deliveryOf(hook, { id: 5, at: '2026-11-02T10:00:00Z' }))).text)).toEqual({
    result: 'TAKEN',
  });
  expect(await changes.oldest(hook.firmId, 10)).toHaveLength(1);
});

test('a change that comes while it is being fetched stays pending, and a deletion is remembered in any order', async () => {
  const hook = await registered();
  await deliver(hook, deliveryOf(hook, { id: 9, etag: 'one', event: 'deleted' }));
  const seen = await changes.oldest(hook.firmId, 10);
  await deliver(hook, deliveryOf(hook, { id: 9, etag: 'two' }));
  await changes.remove(hook.firmId, seen);
  expect(await changes.oldest(hook.firmId, 10)).toMatchObject([{ clioId: '9', deleted: true }]);
});

test('what Clio signed and nobody can read is refused, and what is too large too', async () => {
  const hook = await registered();
  for (const body of ['', 'not JSON', '[]', '{"data":{}}', '{"data":{"id":1},"meta":{"event":"updated"}}']) {
    expect((await deliver(hook, body)).status).toBe(400);
  }
  expect((await deliver(hook, `"${'x'.repeat(300_000)}"`)).status).toBe(413);
});

test('the secret lies sealed in the database, and no other firm sees the webhook', async () => {
  const hook = await registered();
  const { rows } = await pool.query('select * from clio_webhook');
  expect(rows).toEqual([]);
  const [row] = await webhooks.ofFirm(hook.firmId);
  expect(row?.secret).not.toContain(hook.secret);
  expect(JSON.stringify(row)).not.toContain(hook.key);
  expect(await webhooks.ofFirm(newId('firm'))).toEqual([]);
});

test('no change is lost between those who add and the one who drains, and the scheduler finds what nobody came for', async () => {
  const firmId = newId('firm');
  const fetched = new Set<string>();
  const orders: string[] = [];
  let adding = true;
  const add = async (clioId: number) => {
    const noted = await changes.add(firmId, {
      webhookId: '1',
      model: 'matter',
      event: 'updated',
      clioId: String(clioId),
      state: String(clioId),
    });
    if (noted === 'order') orders.push('order');
  };
  const drain = async (owner: string) => {
    if (!(await changes.take(firmId, owner))) return;
    do {
      const batch = await changes.oldest(firmId, 10);
      for (const { clioId } of batch) fetched.add(clioId);
      await changes.remove(firmId, batch);
    } while (!(await changes.finish(firmId, owner)));
  };
  const writers = Promise.all(
    [0, 1, 2, 3].map(async (writer) => {
      for (let at = 0; at < 50; at++) await add(writer * 50 + at);
    }),
  ).then(() => {
    adding = false;
  });
  let drains = 0;
  while (adding || orders.length > 0) {
    if (orders.pop()) await drain(`worker ${++drains}`);
    else await new Promise((resolve) => setImmediate(resolve));
  }
  await writers;
  expect(fetched.size).toBe(200);
  expect(await changes.oldest(firmId, 1)).toEqual([]);

  // The message of this one is lost.
  await add(999);
  expect(await changes.takeDue(new Date(), 1_000)).not.toContain(firmId);
  const later = new Date(Date.now() + 31_000);
  expect(await changes.takeDue(later, 1_000)).toContain(firmId);
  expect(await changes.takeDue(later, 1_000)).not.toContain(firmId);
});
