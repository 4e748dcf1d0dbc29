import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ConnectedClient, control, truth } from '../connected-client.ts';
import { createClioSimulator } from '../simulator.ts';
import {
  account,
  client,
  dataOf,
  day,
  edit,
  enabled,
  hookedSimulator,
  receiver,
  simulator,
  start,
} from './hooked-client.ts';

hookedSimulator();

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

  test('a payment is created and updated, each under its own id, and other allocations are not told', async () => {
    await enabled({ model: 'clio_payments_payment', fields: 'id,amount,state,bills{id}' });
    await control(simulator, 'life', { events: ['bill_paid'] });
    const [paid] = await receiver.untilDeliveries(1);
    const all = await truth(simulator, account, 'allocations', 'amount,parent{id,type},bill{id}');
    const { amount, parent, bill } =
      all.find(({ parent }) => (parent as { id: unknown }).id === paid?.body.data['id']) ?? {};
    expect(parent).toMatchObject({ type: 'Payment' });
    expect(paid?.body).toMatchObject({
      data: { amount, state: 'completed', bills: [{ id: (bill as { id: number }).id }] },
      meta: { event: 'created' },
    });

    const firm = simulator.world.firm(account);
    const credit = firm?.tables.allocations.rows.findIndex(({ creditMemo }) => creditMemo !== null) ?? -1;
    await edit('allocations', { description: 'Of a credit memo' }, credit);
    await control(simulator, 'life', { events: ['payment_returned'] });
    const [, returned, ...more] = await receiver.untilDeliveries(2);
    expect(returned?.body).toMatchObject({ data: { state: 'voided' }, meta: { event: 'updated' } });
    expect(more).toEqual([]);
  });

  test('ends silently at the expiry, and with the grant', async () => {
    const webhook = await enabled();
    simulator.clock.advance(3 * day);
    await edit('matters', { description: 'Too late' });
    const later = new Date(simulator.clock.now() + 10 * day * 1000).toISOString();
    expect((await client.send('PATCH', `webhooks/${webhook.id}`, { expires_at: later })).status).toBe(200);
    await edit('matters', { description: 'In time' });
    expect((await receiver.untilDeliveries(1))[0]?.body.data['description']).toBe('In time');
    expect(await simulator.deliveries.wait({ count: 2 })).toHaveLength(2);
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
