import { createHmac } from 'node:crypto';
import type { Json } from './clio.ts';
import { equals, hasFields, hasStatus } from './expectations.ts';
import { willing } from './receiver.ts';
import { must, type Requirement } from './requirement.ts';
import { eventOf, nameOf, watching } from './watching.ts';
import { company, matterFor } from './written.ts';

export const deliveries: readonly Requirement[] = [
  must(
    'HOOK-10',
    '§5.3',
    'simulator',
    'a delivery is {"data":{the chosen fields},"meta":{"event","webhook_id"}}',
    watching({}, willing, async ({ make, receiver, hook }) => {
      const made = await make('told');
      const [delivery] = await receiver.until(1);
      const body = JSON.parse(delivery?.body ?? '{}') as { data: Json; meta: Json };
      equals(body.data, made, 'data');
      equals(body.meta, { event: 'created', webhook_id: hook['id'] }, 'meta');
      hasFields(body.data, ['id', 'etag', 'name'], 'data');
    }),
  ),
  must(
    'HOOK-11',
    '§5.3',
    'simulator',
    'X-Hook-Signature is the lower-case hexadecimal HMAC-SHA256 of the body with the secret',
    watching({}, willing, async ({ make, receiver, hook }) => {
      await make('signed – ü');
      const [delivery] = await receiver.until(1);
      const expected = createHmac('sha256', String(hook['shared_secret']))
        .update(delivery?.body ?? '')
        .digest('hex');
      equals(delivery?.headers['x-hook-signature'], expected, 'X-Hook-Signature');
    }),
  ),
  must(
    'HOOK-12',
    '§5.3',
    'simulator',
    'updated is told when a watched field changes, not on other changes',
    watching({ fields: 'id,name' }, willing, async ({ clio, make, receiver }) => {
      const { id } = await make('first');
      await receiver.until(1);
      await clio.write('PATCH', `folders/${id}`, { external_properties: [{ name: 'a', value: 'b' }] });
      await clio.write('PATCH', `folders/${id}`, { name: 'second' });
      const deliveries = await receiver.until(2);
      equals(deliveries.map(eventOf), ['created', 'updated'], 'the events');
      equals(deliveries.map(nameOf), ['first', 'second'], 'the names');
    }),
  ),
  must(
    'HOOK-13',
    '§5.3',
    'simulator',
    'the first update of a record it has never told is told whatever changed',
    async (clio) => {
      const parent = { id: (await clio.first('matters?limit=1'))['id'], type: 'Matter' };
      const { id } = await clio.write('POST', 'folders', { name: 'before', parent });
      await watching({ fields: 'id,name' }, willing, async ({ receiver }) => {
        await clio.write('PATCH', `folders/${id}`, { external_properties: [{ name: 'a', value: 'b' }] });
        await clio.write('PATCH', `folders/${id}`, { external_properties: [{ name: 'c', value: 'd' }] });
        await clio.write('PATCH', `folders/${id}`, { name: 'after' });
        equals((await receiver.until(2)).map(nameOf), ['before', 'after'], 'the names');
      })(clio);
    },
  ),
  must(
    'HOOK-14',
    '§5.1',
    'simulator',
    'only the chosen events are told',
    watching({ events: ['deleted'] }, willing, async ({ clio, make, receiver }) => {
      const { id } = await make('short-lived');
      await clio.write('PATCH', `folders/${id}`, { name: 'changed' });
      hasStatus(await clio.ask('DELETE', `folders/${id}`), 204);
      equals((await receiver.until(1)).map(eventOf), ['deleted'], 'the events');
    }),
  ),
  must(
    'HOOK-25',
    '§5.3',
    'simulator',
    'deleted has the shape of the others, with the chosen fields',
    watching({ events: ['deleted'] }, willing, async ({ clio, make, receiver, hook }) => {
      const made = await make('short-lived');
      hasStatus(await clio.ask('DELETE', `folders/${made['id']}`), 204);
      const [delivery] = await receiver.until(1);
      const body = JSON.parse(delivery?.body ?? '{}') as { data: Json; meta: Json };
      hasFields(body.data, ['id', 'etag', 'name'], 'data');
      equals([body.data['id'], body.data['name']], [made['id'], 'short-lived'], 'id and name');
      equals(body.meta, { event: 'deleted', webhook_id: hook['id'] }, 'meta');
    }),
  ),
  must(
    'HOOK-26',
    '§5.1',
    'simulator',
    'a matter that is opened, pended or closed is told so',
    watching(
      { model: 'matter', fields: 'id,status', events: ['matter_opened', 'matter_pended', 'matter_closed'] },
      willing,
      async ({ clio, receiver }) => {
        const { id } = await matterFor(clio, await company(clio));
        for (const status of ['pending', 'closed', 'open']) await clio.write('PATCH', `matters/${id}`, { status });
        const deliveries = await receiver.until(3);
        equals(deliveries.map(eventOf).slice(-3), ['matter_pended', 'matter_closed', 'matter_opened'], 'the events');
      },
    ),
  ),
];
