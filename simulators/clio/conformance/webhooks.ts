import type { Json } from './clio.ts';
import { equals, hasStatus, holds } from './expectations.ts';
import { willing } from './receiver.ts';
import { must, type Requirement } from './requirement.ts';
import { watching } from './watching.ts';

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
];
