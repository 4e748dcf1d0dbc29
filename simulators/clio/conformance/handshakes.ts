import { equals, hasStatus, holds } from './expectations.ts';
import { willing } from './receiver.ts';
import { must, type Requirement } from './requirement.ts';
import { nameOf, settled, watching } from './watching.ts';

export const handshakes: readonly Requirement[] = [
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
    'HOOK-23',
    '§5.2',
    'simulator',
    'whoever changes the url is asked again, and is told nothing until then',
    watching({}, willing, async ({ clio, hook, receiver, make, read }) => {
      receiver.answering = () => ({ status: 200 });
      await clio.write('PATCH', `webhooks/${hook['id']}`, { url: `${receiver.url}?moved` });
      await settled(clio, hook['id'], 2);
      equals((await read())['status'], 'pending', 'status');
      equals(receiver.received[1]?.headers['x-hook-secret'], hook['shared_secret'], 'X-Hook-Secret');
      await make('unheard');
      receiver.answering = willing;
      await clio.write('PATCH', `webhooks/${hook['id']}`, { url: receiver.url });
      await settled(clio, hook['id'], 3);
      await make('heard');
      equals((await receiver.until(1)).map(nameOf), ['heard'], 'the names');
    }),
  ),
  must(
    'HOOK-24',
    '§5.2',
    'simulator',
    'the handshake is not signed',
    watching({}, willing, async ({ receiver }) => {
      equals(receiver.received[0]?.headers['x-hook-signature'], undefined, 'X-Hook-Signature');
    }),
  ),
];
