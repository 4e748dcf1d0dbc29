import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ClioDoor, listWebhooks } from '@smarterfirms/clio/clio-webhooks';
import { endAsCancelled } from '@smarterfirms/clio/end-as-cancelled';
import { everyModel } from '@smarterfirms/clio/gap-records';
import { beginLeaving } from '@smarterfirms/clio/leave-clio';
import type { SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { clioModels } from '@smarterfirms/clio/webhook-model';
import {
  KeepWebhooks,
  parseMessage,
  type SyncEntityType,
  SyncPage,
  syncEntityTypes,
} from '@smarterfirms/platform/messages';
import { diesAtStep } from '../faults/worker-process.ts';
import { compareGaps } from '../schedule/compare-gaps.ts';
import { handleMessage as handleSync } from '../sync/handle-message.ts';
import { differences } from '../sync/test-differences.ts';
import { until } from '../sync/test-until.ts';
import { keepWebhooks } from './keep-webhooks.ts';
import { type LiveFirm, startLiveFirm } from './test-live-firm.ts';

const copied: SyncEntityType[] = ['USERS', 'CONTACTS', 'MATTERS', 'TASKS'];
const keepMessage = (firmId: string) => JSON.stringify({ kind: KeepWebhooks.name, body: { firmId } });

/** A firm whose copy is complete, whose webhooks are on and without a job that runs; every test leaves it so. */
let live: LiveFirm;
beforeAll(async () => {
  live = await startLiveFirm();
  await live.firm.run(await live.firm.startSync('FULL', copied));
  await live.keepWebhooks();
});
afterAll(() => live[Symbol.asyncDispose]());

/** Lets Clio suspend the webhook of tasks, by a delivery that we answer with 410, and deletes a task then: nobody is told. */
async function deleteUntold(): Promise<string> {
  const { firm, parts } = live;
  const door = await parts.tokens.accessToken(firm.firmId);
  const row = (await parts.webhooks.ofFirm(firm.firmId)).find(({ model }) => model === 'task');
  if (!row?.webhookId) throw new Error('the webhook of tasks is not kept');
  const known = { status: 'ENABLED', expiresAt: row.expiresAt ?? undefined } as const;
  await parts.webhooks.know(firm.firmId, row.keyHash, { ...known, webhookId: 'another' });
  const [edited = '', gone = ''] = await live.some('tasks', 2);
  await live.edit('tasks', edited, { description: `edited with ${gone}` });
  await until('the webhook of tasks is suspended', async () =>
    (await listWebhooks(door)).value.some(({ id, status }) => id === row.webhookId && status === 'suspended'),
  );
  await parts.webhooks.know(firm.firmId, row.keyHash, { ...known, webhookId: row.webhookId });
  await deleteAtClio(door, `tasks/${gone}`);
  return gone;
}

async function deleteAtClio({ base, accessToken }: ClioDoor, record: string): Promise<void> {
  const headers = { authorization: `Bearer ${accessToken}`, 'user-agent': 'Test/1.0' };
  const answer = await fetch(`${base}/api/v4/${record}.json`, { method: 'DELETE', headers });
  expect(answer.status).toBe(204);
}

async function latestJob(): Promise<SyncJobRecord> {
  const [latest] = await live.parts.jobs.ofFirm(live.firm.firmId, { limit: 1 });
  if (!latest) throw new Error('there is no job');
  return latest;
}

/** The scheduler's next minutes. */
let minutes = 0;
const aMinuteLater = (parts: Pick<LiveFirm['parts'], 'gaps'> = live.parts) =>
  compareGaps(new Date(Date.now() + ++minutes * 60_000), { ...live.parts, ...parts });

/** The comparison that the scheduler begins next, run to its end. */
async function comparison(): Promise<SyncJobRecord> {
  await aMinuteLater();
  const job = await latestJob();
  expect(job).toMatchObject({ kind: 'RECONCILING', entities: [{ type: 'TASKS' }] });
  return live.firm.run(job);
}

test('a first registration leaves no gap behind: nothing was missed', async () => {
  await aMinuteLater();
  expect((await latestJob()).kind).toBe('FULL');
});

test('what was deleted while a webhook was suspended leaves the copy right after the changes came, once for each gap', async () => {
  const { firm } = live;
  const gone = await deleteUntold();
  await live.keepWebhooks();
  const changes = await latestJob();
  expect(changes).toMatchObject({ kind: 'INCREMENTAL', status: 'QUEUED' });
  // While that runs the comparison waits.
  await aMinuteLater();
  expect((await latestJob()).jobId).toBe(changes.jobId);
  await firm.run(changes);
  expect(await differences(firm, copied)).toEqual([`TASKS ${gone} is not in Clio`]);

  const compared = await comparison();
  expect(compared).toMatchObject({ status: 'COMPLETED', entities: [{ type: 'TASKS', deleted: 1 }] });
  expect(await differences(firm, copied)).toEqual([]);
  await live.keepWebhooks();
  await aMinuteLater();
  expect((await latestJob()).jobId).toBe(compared.jobId);
});

test.each([
  ['before Clio was asked for the new webhook', ['list', 'create']],
  ['after it was made and before anything was caught up with', ['list', 'list']],
] as const)('a worker that dies %s loses no deletion', async (_moment, path) => {
  const { firm } = live;
  await deleteUntold();
  const asked = (await firm.clio.requests()).filter(({ path: of }) => of.endsWith('/webhooks.json'));
  const addressOf = { list: 'GET', create: 'POST' } as const;
  const steps = path.map((step) => {
    const { query = '' } = asked.find(({ method }) => method === addressOf[step]) ?? {};
    return `/webhooks.json?${query.replace(/^\?/, '')}`;
  });
  expect(await diesAtStep(keepMessage(firm.firmId), live, steps.join(), 'targets')).toBe(true);
  await aMinuteLater();
  expect((await latestJob()).status).toBe('COMPLETED');

  // The queue delivers the message again.
  await live.keepWebhooks();
  await endAsCancelled(await latestJob(), live.parts);
  expect(await comparison()).toMatchObject({ status: 'COMPLETED', entities: [{ deleted: 1 }] });
  expect(await differences(firm, ['TASKS'])).toEqual([]);
});

test('a scheduler that dies when it has begun the comparison begins no second one, and takes away no later gap', async () => {
  const { firm, parts } = live;
  await deleteUntold();
  await live.keepWebhooks();
  await endAsCancelled(await latestJob(), parts);
  const dying = { ...parts.gaps, remove: () => Promise.reject(new Error('died')) };
  await aMinuteLater({ gaps: dying });
  const begun = await latestJob();
  await firm.run(begun);
  const [handedOut] = (await parts.gaps.takeDue(new Date(Date.now() + ++minutes * 60_000), 1)).values();
  await aMinuteLater();
  expect((await latestJob()).jobId).toBe(begun.jobId);

  await deleteUntold();
  await live.keepWebhooks();
  await endAsCancelled(await latestJob(), parts);
  await parts.gaps.remove(firm.firmId, handedOut ?? []);
  expect(await comparison()).toMatchObject({ entities: [{ deleted: 1 }] });
});

test('what was deleted while a firm was disconnected leaves the copy that it kept right after it has caught up', async () => {
  const { firm, parts } = live;
  const { firmId } = firm;
  const door = await parts.tokens.accessToken(firmId);
  const connected = await parts.connections.find(firmId);
  if (!connected) throw new Error('there is no connection');
  const [gone = ''] = await live.some('tasks', 1);
  const before = await latestJob();
  await parts.connections.disconnect(connected, undefined, []);
  await deleteAtClio(door, `tasks/${gone}`);
  await beginLeaving(firmId, door, true, parts);
  // A message of before finds the firm gone, and another was at work when it went: nothing is compared, and nothing forgotten.
  await live.keepWebhooks();
  await parts.gaps.endAbsence(firmId, new Date());
  await aMinuteLater();
  expect((await parts.gaps.takeDue(new Date(Date.now() + 86_400_000), 100)).size).toBe(0);
  expect((await latestJob()).jobId).toBe(before.jobId);

  await firm.reconnect();
  const caughtUp = await firm.startSync('INCREMENTAL', copied);
  await live.keepWebhooks();
  // While the firm catches up the comparison waits.
  await aMinuteLater();
  expect((await latestJob()).jobId).toBe(caughtUp.jobId);
  await firm.run(caughtUp);
  expect(await differences(firm, copied)).toEqual([`TASKS ${gone} is not in Clio`]);

  await aMinuteLater();
  const compared = await latestJob();
  expect(compared).toMatchObject({ kind: 'RECONCILING', status: 'QUEUED' });
  expect(compared.entities.map(({ type }) => type)).toEqual([...syncEntityTypes]);
  // The other kinds have nothing to show here.
  await firm.deliverUntil(async (body) => {
    if (parseMessage(SyncPage, body).entity === 'TASKS') await handleSync(body, new Date(0), firm.parts);
    return (await firm.job(compared.jobId)).entities.some(
      ({ type, status }) => type === 'TASKS' && status === 'COMPLETED',
    );
  });
  expect(await differences(firm, copied)).toEqual([]);
  await endAsCancelled(await firm.job(compared.jobId), parts);
  firm.aws.drain();
  await aMinuteLater();
  expect((await latestJob()).jobId).toBe(compared.jobId);
});

test('a firm that is forgotten by many at once has one gap, and whoever connects at that moment has webhooks all the same', async () => {
  await using fresh = await startLiveFirm();
  const { firm, parts } = fresh;
  const { firmId } = firm;
  await fresh.keepWebhooks();
  const connected = await parts.connections.find(firmId);
  if (!connected) throw new Error('there is no connection');
  await parts.connections.disconnect(connected, undefined, []);
  await Promise.all(Array.from({ length: 8 }, () => parts.webhooks.removeAll(firmId, { copyStays: true })));

  let forgotten = 0;
  const webhooks: typeof parts.webhooks = {
    ...parts.webhooks,
    async removeAll(...args) {
      if (++forgotten === 1) await firm.reconnect();
      await parts.webhooks.removeAll(...args);
    },
  };
  await keepWebhooks(firmId, new Date(), { ...parts, webhooks });
  expect(forgotten).toBe(1);
  expect((await parts.webhooks.ofFirm(firmId)).map(({ status }) => status)).toEqual(clioModels.map(() => 'ENABLED'));
  const due = await parts.gaps.takeDue(new Date(Date.now() + 60_000), 100);
  expect(due.get(firmId)?.map(({ model }) => model)).toEqual([everyModel]);
});

test('where Clio failed at first, what it did not tell of meanwhile is due once the webhooks are there', async () => {
  await using fresh = await startLiveFirm();
  const { firm, parts } = fresh;
  const modelsDue = async () => {
    const due = await parts.gaps.takeDue(new Date(Date.now() + ++minutes * 60_000), 100);
    return (due.get(firm.firmId) ?? []).map(({ model }) => model).sort();
  };
  await firm.clio.control('faults', { kind: '500', count: 1_000, resource: 'webhooks' });
  await fresh.keepWebhooks();
  expect(await modelsDue()).toEqual([]);
  await fetch(new URL('/_control/faults', firm.clio.hosts.US), { method: 'DELETE' });
  await fresh.keepWebhooks();
  expect(await modelsDue()).toContain('matter');
});
