import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { accountOf, ConnectedClient, control, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';
import { HookReceiver } from './hook-receiver.ts';

const day = 86_400;
const start = Date.parse('2026-03-02T12:00:00Z');

let simulator: ClioSimulator;
let receiver: HookReceiver;
let client: ConnectedClient;
let account: number;
beforeEach(async () => {
  const clock = new SteppedClock(() => start);
  simulator = await createClioSimulator({ size: 300, rateLimit: 0, clock, webhookLoopbackHttp: true });
  receiver = await HookReceiver.listen();
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterEach(async () => {
  await simulator.close();
  await receiver[Symbol.asyncDispose]();
});

const allFields = 'id,etag,url,model,fields,events,status,shared_secret,expires_at,created_at,updated_at,user{id}';

interface Webhook {
  id: number;
  etag: string;
  status: string;
  shared_secret: string;
  expires_at: string;
  events: string[];
}

async function dataOf(response: Response, status: number): Promise<Webhook> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`Expected ${status}, got ${response.status} ${text}`);
  return JSON.parse(text).data;
}

async function create(data: Readonly<Record<string, unknown>> = {}): Promise<Webhook> {
  const whole = { url: receiver.url, model: 'matter', fields: 'id,etag,description', ...data };
  return dataOf(await client.send('POST', `webhooks.json?fields=${allFields}`, whole), 201);
}

async function read(id: number): Promise<Webhook> {
  return dataOf(await client.get(`webhooks/${id}.json?fields=${allFields}`), 200);
}

async function untilStatus(id: number, status: string): Promise<Webhook> {
  for (;;) {
    const webhook = await read(id);
    if (webhook.status === status) return webhook;
  }
}

async function enabled(data: Readonly<Record<string, unknown>> = {}): Promise<Webhook> {
  const { id } = await create(data);
  return untilStatus(id, 'enabled');
}

async function edit(resource: string, patch: Readonly<Record<string, unknown>>, index = 0): Promise<number> {
  const record = (await truth(simulator, account, resource))[index];
  const id = Number(record?.['id']);
  const answer = await control(simulator, `records/${account}/${resource}/${id}`, { patch });
  expect(answer.status).toBe(200);
  return id;
}

describe('a webhook record', () => {
  test('is pending when made, expires after three days and shows its secret', async () => {
    receiver.answer = () => ({ status: 500 });
    const webhook = await create({ events: ['updated', 'created'] });
    expect(webhook).toMatchObject({
      model: 'matter',
      status: 'pending',
      fields: 'id,etag,description',
      events: ['created', 'updated'],
      shared_secret: expect.stringMatching(/^[0-9a-f]{48}$/),
      user: { id: simulator.world.userByEmail('margaret.hartwell@hartwell-lowe.example')?.user.id },
    });
    expect(Date.parse(webhook.expires_at) - start).toBe(3 * day * 1000);
  });

  test('shows id and etag unless fields are asked for, and takes a model by number', async () => {
    const response = await client.send('POST', 'webhooks', { url: receiver.url, model: 6, fields: 'id' });
    const webhook = await dataOf(response, 201);
    expect(Object.keys(webhook)).toEqual(['id', 'etag']);
    expect(await read(webhook.id)).toMatchObject({ model: 'contact', events: ['created', 'updated', 'deleted'] });
  });

  test.each([
    ['no https', { url: 'http://hooks.example.test/clio' }, 422, 'url'],
    ['no url', { url: undefined }, 422, 'url'],
    ['an unknown model', { model: 'note' }, 422, 'model'],
    ['no fields', { fields: undefined }, 422, 'fields'],
    ['fields beyond 1,000 characters', { fields: `id${',etag'.repeat(200)}` }, 422, 'fields'],
    ['an unknown field', { fields: 'id,colour' }, 400, 'colour'],
    ['a field nested too deep', { fields: 'id,client{company{name}}' }, 400, 'company'],
    ['an unknown event', { events: ['moved'] }, 422, 'events'],
    ['a matter event on another model', { model: 'contact', fields: 'id', events: ['matter_opened'] }, 422, 'events'],
    ['payments that are deleted', { model: 10, fields: 'id', events: ['deleted'] }, 422, 'events'],
    ['more than 31 days', { expires_at: new Date(start + 32 * day * 1000).toISOString() }, 422, 'expires_at'],
    ['a moment that has passed', { expires_at: new Date(start - 1000).toISOString() }, 422, 'expires_at'],
  ])('%s is refused', async (_, data, status, named) => {
    const whole = { url: receiver.url, model: 'matter', fields: 'id', ...data };
    const response = await client.send('POST', 'webhooks', whole);
    expect([response.status, ((await response.json()) as { error: { message: string } }).error.message]).toEqual([
      status,
      expect.stringContaining(named),
    ]);
    expect((await client.list('webhooks')).data).toEqual([]);
  });

  test('http addresses of this machine need the switch', async () => {
    await using strict = await createClioSimulator({ size: 300, rateLimit: 0 });
    const other = await ConnectedClient.connect(strict);
    const response = await other.send('POST', 'webhooks', { url: receiver.url, model: 'matter', fields: 'id' });
    expect(response.status).toBe(422);
  });

  test('a body without data is 400', async () => {
    const response = await fetch(`${client.host}/api/v4/webhooks`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${client.tokens.access_token}`, 'User-Agent': 'SimulatorTest/1.0' },
      body: JSON.stringify({ url: receiver.url }),
    });
    expect(response.status).toBe(400);
  });

  test('can be extended to 31 days, and not with a stale etag', async () => {
    const webhook = await enabled();
    const later = { expires_at: new Date(start + 31 * day * 1000).toISOString() };
    const stale = await client.send('PATCH', `webhooks/${webhook.id}`, later, { 'If-Match': '"stale"' });
    expect(stale.status).toBe(412);
    const path = `webhooks/${webhook.id}?fields=${allFields}`;
    const extended = await dataOf(await client.send('PATCH', path, later, { 'If-Match': webhook.etag }), 200);
    expect(Date.parse(extended.expires_at) - start).toBe(31 * day * 1000);
    expect(extended.etag).not.toBe(webhook.etag);
    expect(extended.status).toBe('enabled');
  });

  test('belongs to the user who made it', async () => {
    const webhook = await enabled();
    const others =
      simulator.world.firm(account)?.tables.users.rows.filter(({ owner, leftDay }) => !owner && leftDay === null) ?? [];
    const other = await ConnectedClient.connect(simulator, others[0]?.email);
    expect((await other.list('webhooks')).data).toEqual([]);
    expect((await other.get(`webhooks/${webhook.id}`)).status).toBe(404);
    expect((await other.send('DELETE', `webhooks/${webhook.id}`)).status).toBe(404);
    expect((await client.list('webhooks?limit=1')).data).toEqual([{ id: webhook.id, etag: webhook.etag }]);
  });

  test('deleting it ends it, and a second time it is not there', async () => {
    const webhook = await enabled();
    expect((await client.send('DELETE', `webhooks/${webhook.id}`)).status).toBe(204);
    expect((await client.send('DELETE', `webhooks/${webhook.id}`)).status).toBe(404);
  });
});

describe('the handshake', () => {
  test('brings the secret unsigned; the same value in the answer enables at once', async () => {
    const webhook = await enabled();
    const [asked] = receiver.received;
    expect(asked?.headers['x-hook-secret']).toBe(webhook.shared_secret);
    expect(asked?.headers['x-hook-signature']).toBeUndefined();
    expect(asked?.body).toEqual({ data: { webhook_id: webhook.id } });
  });

  test('another value, or another status, leaves it pending; activating with the secret enables it later', async () => {
    receiver.answer = () => ({ status: 200, headers: { 'X-Hook-Secret': 'another' } });
    const webhook = await create();
    await receiver.until(() => receiver.received[0]);
    await edit('matters', { description: 'Not yet told' });
    const wrong = await client.send('PUT', `webhooks/${webhook.id}/activate`, undefined, { 'X-Hook-Secret': 'x' });
    expect([wrong.status, (await read(webhook.id)).status]).toEqual([422, 'pending']);
    const headers = { 'X-Hook-Secret': webhook.shared_secret };
    const right = await client.send('PUT', `webhooks/${webhook.id}/activate.json`, undefined, headers);
    expect([right.status, (await read(webhook.id)).status]).toEqual([200, 'enabled']);
    await edit('matters', { description: 'Told' });
    expect((await receiver.untilDeliveries(1))[0]?.body.data['description']).toBe('Told');
  });

  test('comes again when the address changes, to the new one', async () => {
    const webhook = await enabled();
    receiver.answer = () => ({ status: 200 });
    const path = `webhooks/${webhook.id}?fields=status`;
    const changed = await dataOf(await client.send('PATCH', path, { url: `${receiver.url}/moved` }), 200);
    expect(changed.status).toBe('pending');
    const asked = await receiver.until(() => receiver.received.find(({ path: at }) => at === '/hook/moved'));
    expect(asked.headers['x-hook-secret']).toBe(webhook.shared_secret);
  });
});

describe('a delivery', () => {
  test('carries the chosen fields, and the lower-case hex HMAC-SHA256 of its bytes', async () => {
    const webhook = await enabled({ fields: 'id,description,client{id}' });
    const id = await edit('matters', { description: 'Señor Muñoz — “lease”' });
    const [delivery] = await receiver.untilDeliveries(1);
    expect(delivery?.body).toEqual({
      data: { id, description: 'Señor Muñoz — “lease”', client: { id: expect.any(Number) } },
      meta: { event: 'updated', webhook_id: webhook.id },
    });
    expect(delivery?.headers['x-hook-signature']).toBe(
      createHmac('sha256', webhook.shared_secret)
        .update(delivery?.raw ?? '')
        .digest('hex'),
    );
    expect(delivery?.headers['x-hook-secret']).toBeUndefined();
  });

  test('the first update of a record is told whatever changed, later ones only when a watched field did', async () => {
    await enabled({ fields: 'id,description' });
    await edit('matters', { location: 'Elsewhere' });
    await edit('matters', { location: 'Somewhere' });
    await edit('matters', { location: 'Nowhere' }, 1);
    await edit('matters', { description: 'Watched' });
    const told = await receiver.untilDeliveries(3);
    const [first, second] = await truth(simulator, account, 'matters', 'id');
    expect(told.map(({ body }) => body.data['id'])).toEqual([first?.['id'], second?.['id'], first?.['id']]);
    expect(told[2]?.body.data['description']).toBe('Watched');
  });

  test('an edit that changes nothing is not told', async () => {
    await enabled();
    const [matter] = await truth(simulator, account, 'matters', 'id,etag,description');
    await edit('matters', { description: matter?.['description'] });
    expect((await truth(simulator, account, 'matters', 'id,etag,description'))[0]).toEqual(matter);
    await edit('matters', { description: 'Told' });
    expect((await receiver.untilDeliveries(1))[0]?.body.data['description']).toBe('Told');
  });

  test('events that were not asked for are not told; a matter that closes is', async () => {
    await enabled({ events: ['matter_closed'] });
    const open = (await truth(simulator, account, 'matters', 'id,status')).findIndex(({ status }) => status === 'Open');
    await edit('matters', { description: 'Not asked for' }, open);
    await edit('matters', { status: 'Closed' }, open);
    await edit('matters', { status: 'Closed', location: 'Archive' }, open);
    await edit('matters', { status: 'Open' }, open);
    await edit('matters', { status: 'Closed' }, open);
    const told = await receiver.untilDeliveries(2);
    expect(told.map(({ body }) => body.meta?.event)).toEqual(['matter_closed', 'matter_closed']);
  });

  test('other models and other firms are not told', async () => {
    await enabled();
    await edit('contacts', { title: 'CFO' });
    const other = Number(simulator.world.firms[1]?.account.id);
    const [foreign] = await truth(simulator, other, 'matters', 'id');
    await control(simulator, `records/${other}/matters/${foreign?.['id']}`, { patch: { description: 'Foreign' } });
    const id = await edit('matters', { description: 'Own' });
    expect((await receiver.untilDeliveries(1))[0]?.body.data['id']).toBe(id);
  });

  test('ends silently at the expiry, and with the grant', async () => {
    const webhook = await enabled();
    simulator.clock.advance(3 * day);
    await edit('matters', { description: 'Too late' });
    const later = new Date(simulator.clock.now() + 10 * day * 1000).toISOString();
    expect((await client.send('PATCH', `webhooks/${webhook.id}`, { expires_at: later })).status).toBe(200);
    await edit('matters', { description: 'In time' });
    expect((await receiver.untilDeliveries(1))[0]?.body.data['description']).toBe('In time');
    await control(simulator, 'revoke', { accountId: account });
    await edit('matters', { description: 'Without a grant' });
    const { body } = await control(simulator, 'webhook-deliveries', undefined, 'GET');
    expect(body['deliveries']).toHaveLength(2);
  });

  test('webhooks survive a restart', async () => {
    const { mkdtempSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const stateDirectory = mkdtempSync(`${tmpdir()}/clio-webhooks-`);
    const options = { size: 300, rateLimit: 0, webhookLoopbackHttp: true, stateDirectory } as const;
    let id: number;
    let tokens: ConnectedClient['tokens'];
    {
      await using first = await createClioSimulator(options);
      const before = await ConnectedClient.connect(first);
      const data = { url: receiver.url, model: 'matter', fields: 'id' };
      ({ id } = await dataOf(await before.send('POST', 'webhooks', data), 201));
      await receiver.until(() => receiver.received[0]);
      ({ tokens } = before);
    }
    await using second = await createClioSimulator(options);
    const after = new ConnectedClient(second.hosts.us, tokens);
    expect((await after.list('webhooks?fields=id,model')).data).toEqual([{ id, model: 'matter' }]);
  });
});

describe('an answer', () => {
  test.each([204, 302])('of %i is a delivery', async (status) => {
    await enabled();
    receiver.answer = () => ({ status, headers: { Location: 'https://elsewhere.example.test/' } });
    await edit('matters', { description: 'Told once' });
    await receiver.untilDeliveries(1);
    simulator.clock.advance(3600);
    await edit('matters', { description: 'Told again' });
    expect((await receiver.untilDeliveries(2))[1]?.body.data['description']).toBe('Told again');
  });

  test('of 410 is a delivery and ends the subscription; setting the address again brings it back', async () => {
    const { id } = await enabled();
    const confirm = receiver.answer;
    receiver.answer = () => ({ status: 410 });
    await edit('matters', { description: 'Gone' });
    await untilStatus(id, 'suspended');
    receiver.answer = confirm;
    await client.send('PATCH', `webhooks/${id}`, { url: receiver.url });
    await untilStatus(id, 'enabled');
  });

  test('of anything else is tried again after 2, 4, 8, 16 and 32 minutes, then the webhook is suspended', async () => {
    const { id } = await enabled();
    receiver.answer = () => ({ status: 503 });
    await edit('matters', { description: 'Nobody listens' });
    await receiver.untilDeliveries(1);
    for (const [index, minutes] of [2, 4, 8, 16, 32].entries()) {
      await untilLogged(index + 1);
      simulator.clock.advance(minutes * 60 - 1);
      simulator.clock.advance(1);
      await receiver.untilDeliveries(index + 2);
    }
    await untilStatus(id, 'suspended');
    const { body } = await control(simulator, 'webhook-deliveries', undefined, 'GET');
    const minutes = (body['deliveries'] as { at: string; event: string; attempt: number }[])
      .filter(({ event }) => event !== 'handshake')
      .map(({ at }) => (Date.parse(at) - start) / 60_000);
    expect(minutes).toEqual([0, 2, 6, 14, 30, 62]);
    expect(new Set(receiver.deliveries.map(({ raw }) => raw)).size).toBe(1);
  });

  test('one step of the clock over all 62 minutes plays all retries, and one success ends them', async () => {
    const { id } = await enabled();
    receiver.answer = () => ({ status: receiver.deliveries.length < 3 ? 500 : 200 });
    await edit('matters', { description: 'Third time' });
    await untilLogged(1);
    simulator.clock.advance(62 * 60);
    await untilLogged(4);
    simulator.clock.advance(3600);
    expect((await read(id)).status).toBe('enabled');
    expect(receiver.deliveries).toHaveLength(4);
  });

  test('that does not come in time is a failure', async () => {
    await using hasty = await createClioSimulator({
      size: 300,
      rateLimit: 0,
      webhookLoopbackHttp: true,
      webhookTimeoutMs: 50,
    });
    const other = await ConnectedClient.connect(hasty);
    receiver.answer = () => 'silence';
    await other.send('POST', 'webhooks', { url: receiver.url, model: 'matter', fields: 'id' });
    for (;;) {
      const { body } = await control(hasty, 'webhook-deliveries', undefined, 'GET');
      const [first] = body['deliveries'] as { status: number; outcome: string }[];
      if (!first) continue;
      expect(first).toMatchObject({ status: 0, outcome: 'failed' });
      break;
    }
  });

  async function untilLogged(count: number): Promise<void> {
    for (;;) {
      const { body } = await control(simulator, 'webhook-deliveries', undefined, 'GET');
      const told = (body['deliveries'] as { event: string }[]).filter(({ event }) => event !== 'handshake');
      if (told.length >= count) return;
    }
  }
});

describe('faults of deliveries', () => {
  const texts = () => receiver.deliveries.map(({ body }) => body.data['description']);

  test('a missing one never comes', async () => {
    await enabled();
    await control(simulator, 'webhook-faults', { kind: 'missing' });
    await edit('matters', { description: 'Lost' });
    await edit('matters', { description: 'Told' });
    await receiver.untilDeliveries(1);
    expect(texts()).toEqual(['Told']);
  });

  test('a late one comes after the ones that follow it', async () => {
    await enabled();
    await control(simulator, 'webhook-faults', { kind: 'late', delaySeconds: 600 });
    await edit('matters', { description: 'Late' });
    await edit('matters', { description: 'Told' });
    await receiver.untilDeliveries(1);
    simulator.clock.advance(600);
    await receiver.untilDeliveries(2);
    expect(texts()).toEqual(['Told', 'Late']);
  });

  test('a duplicated one comes twice, byte for byte', async () => {
    await enabled();
    await control(simulator, 'webhook-faults', { kind: 'duplicated', model: 'matter' });
    await edit('matters', { description: 'Twice' });
    const [first, second] = await receiver.untilDeliveries(2);
    expect(second?.raw).toBe(first?.raw);
  });

  test('reordered ones change places', async () => {
    await enabled();
    await control(simulator, 'webhook-faults', { kind: 'reordered' });
    await edit('matters', { description: 'First' });
    await edit('matters', { description: 'Second' });
    await receiver.untilDeliveries(2);
    expect(texts()).toEqual(['Second', 'First']);
  });

  test('a webhook can come back with fewer events than were asked for, and be mended', async () => {
    await control(simulator, 'webhook-faults', { kind: 'short-events' });
    const short = await enabled({ events: ['created', 'updated'] });
    expect(short.events).toEqual(['created']);
    await client.send('PATCH', `webhooks/${short.id}`, { events: ['created', 'updated'] });
    expect((await read(short.id)).events).toEqual(['created', 'updated']);
    expect((await create({ events: ['created', 'updated'] })).events).toEqual(['created', 'updated']);
  });

  test('can be listed and cleared, and nonsense is refused', async () => {
    await control(simulator, 'webhook-faults', { kind: 'missing', count: 9, model: 'task' });
    const { body } = await control(simulator, 'webhook-faults', undefined, 'GET');
    expect(body['faults']).toEqual([{ kind: 'missing', remaining: 9, model: 'task', delaySeconds: 300 }]);
    await control(simulator, 'webhook-faults', undefined, 'DELETE');
    expect((await control(simulator, 'webhook-faults', undefined, 'GET')).body['faults']).toEqual([]);
    for (const wrong of [{ kind: 'x' }, { kind: 'late', delaySeconds: -1 }, { kind: 'missing', model: 'note' }]) {
      expect((await control(simulator, 'webhook-faults', wrong)).status).toBe(400);
    }
  });
});

test('the change log tells what changed, from a sequence number on', async () => {
  const first = await edit('matters', { description: 'One' });
  const { body } = await control(simulator, 'changes', undefined, 'GET');
  expect(body).toMatchObject({ last: 1, changes: [{ sequence: 1, resource: 'matters', id: first, event: 'updated' }] });
  const second = await edit('contacts', { title: 'CFO' });
  const [contact] = await truth(simulator, account, 'contacts', 'etag');
  expect((await control(simulator, 'changes?since=1', undefined, 'GET')).body['changes']).toEqual([
    {
      sequence: 2,
      at: new Date(start).toISOString(),
      accountId: account,
      resource: 'contacts',
      id: second,
      event: 'updated',
      etag: contact?.['etag'],
    },
  ]);
});
