import { describe, expect, test } from '@jest/globals';
import { ConnectedClient } from '../connected-client.ts';
import { createClioSimulator } from '../simulator.ts';
import {
  account,
  allFields,
  client,
  create,
  dataOf,
  day,
  edit,
  enabled,
  hookedSimulator,
  read,
  receiver,
  simulator,
  start,
} from './hooked-client.ts';

hookedSimulator();

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
