import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConnectionUnusable } from '@smarterfirms/clio/token-store';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { sweepTargets } from '../schedule/sweep-targets.ts';
import { differences } from '../sync/test-differences.ts';
import { handleMessage } from './handle-message.ts';
import { type LiveFirm, startLiveFirm } from './test-live-firm.ts';

/** What the copy of this firm holds. */
const copied: SyncEntityType[] = ['USERS', 'CONTACTS', 'MATTERS', 'TASKS'];

/** A firm whose copy is complete and whose webhooks are on; every test leaves it so. */
let live: LiveFirm;
beforeAll(async () => {
  live = await startLiveFirm();
  await live.firm.run(await live.firm.startSync('FULL', copied));
  await live.keepWebhooks();
});
afterAll(() => live[Symbol.asyncDispose]());

/** Waits for deliveries beyond those that were waited for before. */
const told = {
  seen: 0,
  async more(count: number): Promise<void> {
    this.seen += count;
    await live.untilDelivered(this.seen);
  },
};
const soon = () => new Date(Date.now() + 5_000);

test('what people change in Clio is in the copy after its webhook, without any sync, and stands in the history', async () => {
  const { firm, parts } = live;
  const matters = await live.some('matters', 5);
  const tasks = await live.some('tasks', 3);
  for (const id of matters) await live.edit('matters', id, { description: `changed ${id}` });
  for (const id of tasks) await live.edit('tasks', id, { description: `changed ${id}` });
  await told.more(8);
  expect(await differences(firm, copied)).toHaveLength(8);
  const before = (await firm.clio.requests()).length;
  await live.drain();
  expect(await differences(firm, copied)).toEqual([]);
  // Each kind is fetched in one request.
  expect(
    (await firm.clio.requests())
      .slice(before)
      .map(({ path }) => path.split('/').at(-1))
      .sort(),
  ).toEqual(['matters.json', 'tasks.json']);
  const history = await parts.jobs.ofFirm(firm.firmId, { limit: 10 });
  const targeted = history.filter(({ kind }) => kind === 'TARGETED');
  expect(targeted.flatMap(({ entities }) => entities.map(({ type, changed }) => `${changed} ${type}`)).sort()).toEqual([
    '3 TASKS',
    '5 MATTERS',
  ]);
  expect((await parts.connections.find(firm.firmId))?.latestJobId).toBe(
    history.find(({ kind }) => kind === 'FULL')?.jobId,
  );
});

test('duplicated, reordered and late webhooks leave the copy equal', async () => {
  const { firm } = live;
  const ids = await live.some('matters', 6);
  for (const kind of ['duplicated', 'reordered', 'late']) {
    await firm.clio.control('webhook-faults', { kind, count: 4, model: 'matter', delaySeconds: 600 });
    for (const id of ids) await live.edit('matters', id, { description: `${kind} ${id}` });
    await live.drain();
  }
  await firm.clio.control('clock', { advanceSeconds: 700 });
  // Six edits three times, four of them told twice.
  await told.more(22);
  await live.drain();
  expect(await differences(firm, copied)).toEqual([]);
  expect(await live.parts.changes.oldest(firm.firmId, 10)).toEqual([]);
});

test('a deletion is believed where Clio shows the record no longer, and only there', async () => {
  const { firm, parts } = live;
  const [shown] = await live.some('contacts', 1);
  const change = { webhookId: '1', model: 'contact' as const, state: '' };
  const ghost = '999999999';
  await parts.changes.add(firm.firmId, { ...change, event: 'deleted', clioId: shown ?? '' });
  await parts.changes.add(firm.firmId, { ...change, event: 'updated', clioId: ghost });
  await live.drain();
  await sweepTargets(new Date(Date.now() + 60_000), parts);
  await live.drain();
  // Clio shows it: whoever said that it was deleted was wrong, or it came back.
  expect(await differences(firm, copied)).toEqual([]);
});

test('what is created and deleted in Clio comes into the copy and leaves it, and a late word of it brings nothing back', async () => {
  const { firm, parts } = live;
  const { base, accessToken } = await parts.tokens.accessToken(firm.firmId);
  const headers = {
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
    'user-agent': 'Test/1.0',
  };
  const [gone] = await live.some('tasks', 1);
  const [user] = await live.some('users', 1);
  const data = { name: 'New', description: 'New', assignee: { id: Number(user), type: 'User' } };
  const created = await fetch(`${base}/api/v4/tasks.json`, { method: 'POST', headers, body: JSON.stringify({ data }) });
  expect(created.status).toBe(201);
  expect((await fetch(`${base}/api/v4/tasks/${gone}.json`, { method: 'DELETE', headers })).status).toBe(204);
  await told.more(2);
  await live.drain();
  expect(await differences(firm, copied)).toEqual([]);

  const late = {
    webhookId: '1',
    model: 'task',
    event: 'updated',
    clioId: gone ?? '',
    state: 'before it was deleted',
  } as const;
  await parts.changes.add(firm.firmId, late);
  await sweepTargets(new Date(Date.now() + 60_000), parts);
  await live.drain();
  expect(await differences(firm, copied)).toEqual([]);
  const history = (await parts.jobs.ofFirm(firm.firmId, { limit: 20 })).flatMap(({ entities }) => entities);
  expect(history.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(1);
});

test('webhooks that never come are repaired by the sync that follows', async () => {
  const { firm } = live;
  await firm.clio.control('webhook-faults', { kind: 'missing', count: 3, model: 'matter' });
  const ids = await live.some('matters', 3);
  for (const id of ids) await live.edit('matters', id, { description: 'never told' });
  // The simulator's log names them all the same.
  await told.more(3);
  await live.drain();
  expect(await differences(firm, copied)).toHaveLength(3);
  await firm.run(await firm.startSync('INCREMENTAL', copied));
  expect(await differences(firm, copied)).toEqual([]);
});

test('a worker that dies between storing and removing makes the next one repeat the batch, nothing more', async () => {
  const { firm, parts } = live;
  const [id] = await live.some('matters', 1);
  await live.edit('matters', id ?? '', { description: 'stored twice' });
  await told.more(1);
  let holder = '';
  const dying = {
    ...parts,
    changes: {
      ...parts.changes,
      take: (firmId: typeof firm.firmId, owner: string) => {
        holder = owner;
        return parts.changes.take(firmId, owner);
      },
      remove: () => Promise.reject(new Error('killed here')),
    },
  };
  const [message] = firm.aws.drain('targets');
  await expect(handleMessage(message ?? '', soon(), dying)).rejects.toThrow('killed here');
  expect(await differences(firm, copied)).toEqual([]);
  // Its lease lives for a while; the scheduler asks once it is over.
  await handleMessage(message ?? '', soon(), parts);
  expect(await parts.changes.oldest(firm.firmId, 10)).toHaveLength(1);
  await sweepTargets(new Date(Date.now() + 60_000), parts);
  expect(firm.aws.messages('targets')).toHaveLength(1);

  await parts.changes.handBack(firm.firmId, holder, { delaySeconds: () => 0, failed: false });
  await live.drain();
  expect(await parts.changes.oldest(firm.firmId, 10)).toEqual([]);
  expect(await differences(firm, copied)).toEqual([]);
});

test('changes of a connection that needs attention wait for its person, and reconnecting asks for them', async () => {
  const { firm, parts } = live;
  const [id] = await live.some('matters', 1);
  await live.edit('matters', id ?? '', { description: 'just before' });
  await told.more(1);
  await firm.clio.control('revoke', { accountId: firm.account.accountId });
  await live.drain();
  await expect(parts.tokens.accessToken(firm.firmId)).rejects.toThrow(ConnectionUnusable);
  expect(await parts.changes.oldest(firm.firmId, 10)).toHaveLength(1);

  await firm.reconnect();
  await live.keepWebhooks();
  // The scheduler's next look, later than the moment to the microsecond at which the database made them due.
  await sweepTargets(new Date(Date.now() + 1_000), parts);
  await live.drain();
  expect(await differences(firm, copied)).toEqual([]);
  expect(await parts.changes.oldest(firm.firmId, 10)).toEqual([]);
});

test('changes are fetched again after Clio stumbled, and wait without a worker while its limit is used up', async () => {
  const { firm, parts } = live;
  const [first, second] = await live.some('matters', 2);
  await firm.clio.control('faults', { kind: '500', count: 1, resource: 'matters' });
  await live.edit('matters', first ?? '', { description: 'while Clio stumbles' });
  await told.more(1);
  await live.drain();
  expect(await differences(firm, copied)).toEqual([]);

  await firm.clio.control('faults', { kind: '429', count: 1, resource: 'matters' });
  await live.edit('matters', second ?? '', { description: 'while the limit is used up' });
  await told.more(1);
  for (const body of firm.aws.drain('targets')) await handleMessage(body, soon(), parts);
  // It neither failed nor slept: the message comes back when the window is over.
  expect(firm.aws.messages('targets')).toMatchObject([{ delayed: true }]);
});
