import { equals } from './expectations.ts';
import { willing } from './receiver.ts';
import { must, type Requirement } from './requirement.ts';
import { step } from './sign-in.ts';
import { nameOf, refusing, settled, watching } from './watching.ts';

export const retries: readonly Requirement[] = [
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
