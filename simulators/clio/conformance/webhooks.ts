import { createHmac } from 'node:crypto';
import type { Clio, Json } from './clio.ts';
import { equals, hasFields, hasStatus, holds } from './expectations.ts';
import { type Answering, type Received, Receiver, willing } from './receiver.ts';
import { Mismatch, must, type Requirement } from './requirement.ts';
import { step } from './sign-in.ts';

const shown = 'fields=id,etag,url,fields,shared_secret,model,status,events,expires_at';

interface Watch {
  clio: Clio;
  receiver: Receiver;
  hook: Json;
  /** A folder in the first matter, whose changes a webhook of the model `folder` is told. */
  make(name: string): Promise<Json>;
  read(): Promise<Json>;
}

/** A webhook on folders with a receiver of its own, both gone afterwards. */
function watching(data: Json, answering: Answering, act: (watch: Watch) => Promise<void>) {
  return async (clio: Clio) => {
    await using receiver = await Receiver.listen();
    receiver.answering = answering;
    const parent = { id: (await clio.first('matters?limit=1'))['id'], type: 'Matter' };
    const hook = await clio.write('POST', `webhooks?${shown}`, {
      url: receiver.url,
      model: 'folder',
      fields: 'id,etag,name',
      ...data,
    });
    const path = `webhooks/${hook['id']}?${shown}`;
    try {
      await receiver.until(1, ({ received }) => received);
      await settled(clio, hook['id'], 1);
      await act({
        clio,
        receiver,
        hook,
        make: (name) => clio.write('POST', 'folders?fields=id,etag,name', { name, parent }),
        read: () => clio.record(path),
      });
    } finally {
      await clio.ask('DELETE', `webhooks/${hook['id']}`);
    }
  };
}

const eventOf = ({ body }: Received) => (JSON.parse(body) as { meta: { event: string } }).meta.event;
const nameOf = ({ body }: Received) => (JSON.parse(body) as { data: { name: string } }).data.name;
const refusing: (status: number) => Answering = (status) => (received) =>
  received.headers['x-hook-secret'] === undefined ? { status } : willing(received);

export const webhooks: readonly Requirement[] = [
  must(
    'HOOK-01',
    '§5.1',
    'simulator',
    'only https is taken, loopback apart where that is switched on',
    async (clio) => {
      const answer = await clio.ask('POST', 'webhooks', {
        data: { url: 'http://elsewhere.example/hook', model: 'matter', fields: 'id' },
      });
      hasStatus(answer, 422);
    },
  ),
  must('HOOK-02', '§5.1', 'simulator', 'url, model and fields are required', async (clio) => {
    const whole: Json = { url: 'https://elsewhere.example/hook', model: 'matter', fields: 'id' };
    for (const left of Object.keys(whole)) {
      const data = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== left));
      hasStatus(await clio.ask('POST', 'webhooks', { data }), 422);
    }
  }),
  must('HOOK-03', '§5.1', 'simulator', 'fields may have a thousand characters', async (clio) => {
    const data = { url: 'https://elsewhere.example/hook', model: 'matter', fields: 'id,'.repeat(334).slice(0, -1) };
    hasStatus(await clio.ask('POST', 'webhooks', { data }), 422);
  }),
  must(
    'HOOK-04',
    '§5.1',
    'simulator',
    'a webhook starts as pending, lasts three days, and its secret can be read',
    watching(
      {},
      () => ({ status: 200 }),
      async ({ clio, hook, read }) => {
        const { status, shared_secret: secret, expires_at: expires } = await read();
        equals(status, 'pending', 'status');
        holds(String(secret).length >= 16, 'a secret');
        const now = Date.parse(String((await clio.simulator.control('GET', 'clock')).body['now']));
        holds(Math.abs(Date.parse(String(expires)) - now - 3 * 86_400_000) < 60_000, 'three days');
        equals(hook['model'], 'folder', 'model');
      },
    ),
  ),
  must(
    'HOOK-05',
    '§5.1',
    'simulator',
    'it lasts thirty-one days at most, and PATCH extends it',
    watching({}, willing, async ({ clio, hook }) => {
      const now = Date.parse(String((await clio.simulator.control('GET', 'clock')).body['now']));
      const at = (days: number) => ({ expires_at: new Date(now + days * 86_400_000).toISOString() });
      hasStatus(await clio.ask('PATCH', `webhooks/${hook['id']}`, { data: at(32) }), 422);
      hasStatus(await clio.ask('PATCH', `webhooks/${hook['id']}`, { data: at(30) }), 200);
    }),
  ),
  must(
    'HOOK-06',
    '§5.2',
    'simulator',
    'right after creation the receiver gets X-Hook-Secret',
    watching({}, willing, async ({ receiver, hook }) => {
      equals(receiver.received[0]?.headers['x-hook-secret'], hook['shared_secret'], 'X-Hook-Secret');
      holds((receiver.received[0]?.body ?? '').includes(String(hook['id'])), 'the webhook’s id in the body');
    }),
  ),
  must(
    'HOOK-07',
    '§5.2',
    'simulator',
    'answering 200 with the secret enables it',
    watching({}, willing, async ({ make, receiver, read }) => {
      await make('confirmed');
      await receiver.until(1);
      equals((await read())['status'], 'enabled', 'status');
    }),
  ),
  must(
    'HOOK-08',
    '§5.2',
    'simulator',
    'without that nothing is told',
    watching(
      {},
      () => ({ status: 200 }),
      async ({ make, receiver, read }) => {
        await make('unconfirmed');
        equals((await read())['status'], 'pending', 'status');
        equals(receiver.deliveries.length, 0, 'the number of deliveries');
      },
    ),
  ),
  must(
    'HOOK-09',
    '§5.2',
    'simulator',
    'PUT activate with the secret enables it later',
    watching(
      {},
      () => ({ status: 200 }),
      async ({ clio, hook, receiver, make }) => {
        const wrong = { headers: { 'X-Hook-Secret': 'wrong' } };
        holds(
          (await clio.ask('PUT', `webhooks/${hook['id']}/activate`, wrong)).status >= 400,
          'a refusal of a wrong secret',
        );
        const right = { headers: { 'X-Hook-Secret': String(hook['shared_secret']) } };
        hasStatus(await clio.ask('PUT', `webhooks/${hook['id']}/activate`, right), 200);
        await make('activated');
        await receiver.until(1);
      },
    ),
  ),
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
  must('HOOK-15', '§5.1', 'simulator', 'the events of status are for matters alone', async (clio) => {
    const data = { url: 'https://elsewhere.example/hook', fields: 'id', events: ['matter_opened'] };
    hasStatus(await clio.ask('POST', 'webhooks', { data: { ...data, model: 'folder' } }), 422);
    const hook = await clio.write('POST', 'webhooks', { ...data, model: 'matter' });
    await clio.ask('DELETE', `webhooks/${hook['id']}`);
  }),
  must('HOOK-16', '§5.1', 'simulator', 'the model may be given by its number', async (clio) => {
    const hook = await clio.write('POST', 'webhooks?fields=id,model', {
      url: 'https://elsewhere.example/hook',
      fields: 'id',
      model: 9,
    });
    equals(hook['model'], 'folder', 'model');
    await clio.ask('DELETE', `webhooks/${hook['id']}`);
  }),
  must(
    'HOOK-17',
    '§5.4',
    'simulator',
    'a failed delivery is tried again after 2, 4, 8, 16 and 32 minutes, then the webhook is suspended',
    watching({}, refusing(500), async ({ clio, make, receiver, hook, read }) => {
      await make('unlucky');
      await receiver.until(1);
      for (const [index, minutes] of [2, 4, 8, 16, 32].entries()) {
        await settled(clio, hook['id'], index + 2);
        await step(clio, minutes * 60 - 2);
        equals(receiver.deliveries.length, index + 1, `the deliveries before ${minutes} minutes`);
        await step(clio, 3);
        await receiver.until(index + 2);
      }
      await settled(clio, hook['id'], 7);
      equals((await read())['status'], 'suspended', 'status');
    }),
  ),
  must(
    'HOOK-18',
    '§5.4',
    'simulator',
    'a redirect counts as delivered',
    watching({}, refusing(302), async ({ clio, make, receiver, hook, read }) => {
      await make('redirected');
      await receiver.until(1);
      await settled(clio, hook['id'], 2);
      await step(clio, 3600);
      equals(receiver.deliveries.length, 1, 'the number of deliveries');
      equals((await read())['status'], 'enabled', 'status');
    }),
  ),
  must(
    'HOOK-19',
    '§5.4',
    'simulator',
    '410 is success and ends the subscription',
    watching({}, refusing(410), async ({ clio, make, receiver, hook, read }) => {
      await make('gone');
      await receiver.until(1);
      await settled(clio, hook['id'], 2);
      equals((await read())['status'], 'suspended', 'status');
      await make('unheard');
      equals(receiver.deliveries.length, 1, 'the number of deliveries');
    }),
  ),
  must(
    'HOOK-20',
    '§5.5',
    'simulator',
    'after expires_at it is silent',
    watching({}, willing, async ({ clio, make, receiver }) => {
      await step(clio, 3 * 86_400 + 60);
      await make('too late');
      await step(clio, 1);
      equals(receiver.deliveries.length, 0, 'the number of deliveries');
    }),
  ),
  must(
    'HOOK-21',
    '§10',
    'simulator',
    'deliveries go missing, come late or twice where that is switched on',
    watching({}, willing, async ({ clio, make, receiver }) => {
      const fault = (kind: string) =>
        clio.simulator.control('POST', 'webhook-faults', { kind, count: 1, model: 'folder', delaySeconds: 300 });
      await fault('missing');
      await make('missing');
      await fault('duplicated');
      await make('twice');
      await receiver.until(2);
      await fault('late');
      await make('late');
      await step(clio, 299);
      equals(receiver.deliveries.map(nameOf), ['twice', 'twice'], 'the names');
      await step(clio, 2);
      equals((await receiver.until(3)).map(nameOf), ['twice', 'twice', 'late'], 'the names');
    }),
  ),
  must(
    'HOOK-22',
    '§10',
    'simulator',
    'and change places',
    watching({}, willing, async ({ clio, make, receiver }) => {
      await clio.simulator.control('POST', 'webhook-faults', { kind: 'reordered', count: 1, model: 'folder' });
      await make('one');
      await make('two');
      equals((await receiver.until(2)).map(nameOf), ['two', 'one'], 'the names');
    }),
  ),
];

/** Waits until the simulator has noted the outcome of that many attempts of a webhook, the handshake among them. */
async function settled(clio: Clio, hookId: unknown, attempts: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const { body } = await clio.simulator.control('GET', 'webhook-deliveries');
    const entries = body['deliveries'] as Json[];
    if (entries.filter(({ webhookId }) => webhookId === hookId).length >= attempts) return;
  }
  throw new Mismatch(`expected ${attempts} attempts of the webhook on the simulator's record`);
}
