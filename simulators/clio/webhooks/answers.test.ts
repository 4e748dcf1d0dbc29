import { describe, expect, test } from '@jest/globals';
import { ConnectedClient, control } from '../connected-client.ts';
import { createClioSimulator } from '../simulator.ts';
import {
  client,
  create,
  edit,
  enabled,
  hookedSimulator,
  read,
  receiver,
  simulator,
  start,
  untilStatus,
} from './hooked-client.ts';

hookedSimulator();

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
    expect(await hasty.deliveries.wait()).toMatchObject([{ status: 0, outcome: 'failed' }]);
  });

  async function untilLogged(count: number): Promise<void> {
    // The handshake of the only webhook is on the record too.
    expect(await simulator.deliveries.wait({ count: count + 1 })).toBeDefined();
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
