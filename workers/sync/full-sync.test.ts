import { afterEach, expect, test } from '@jest/globals';
import { parseMessage, SyncPage, syncEntityTypes } from '@smarterfirms/platform/messages';
import { handleMessage } from './handle-message.ts';
import { differences } from './test-differences.ts';
import { startTestFirm, type TestFirm, usualEntities } from './test-firm.ts';

let firm: TestFirm;
afterEach(() => firm[Symbol.asyncDispose]());

const soon = () => new Date(Date.now() + 5_000);
const apiCalls = async ({ clio }: TestFirm) => (await clio.requests()).filter(({ path }) => path.includes('/api/v4/'));

test('after a full sync the copy equals Clio, record by record', async () => {
  firm = await startTestFirm();
  const job = await firm.run(await firm.startSync('FULL', syncEntityTypes));
  expect(job).toMatchObject({ status: 'COMPLETED' });
  expect(job.requestsUsed).toBe((await apiCalls(firm)).length);
  expect(await differences(firm, syncEntityTypes)).toEqual([]);

  for (const { type, status, fetched, inserted, total } of job.entities) {
    expect([type, status, inserted, total]).toEqual([type, 'COMPLETED', fetched, fetched]);
  }
  for (const type of usualEntities) {
    const fetched = job.entities.find((entity) => entity.type === type)?.fetched;
    expect([type, fetched]).toEqual([type, firm.account.counts[type.toLowerCase()]]);
  }

  const events = firm.aws.events().filter(({ type }) => type === 'sync.completed');
  expect(events).toHaveLength(1);
  expect(events[0]?.payload).toMatchObject({
    firmId: firm.firmId,
    jobId: job.jobId,
    requestedByUserId: job.requestedByUserId,
  });
  expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ lastSyncedAt: job.finishedAt });
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('activeJobId');
});

test('a second sync changes what changed in Clio and nothing else', async () => {
  firm = await startTestFirm();
  await firm.run(await firm.startSync());
  // Some types alone do not bring the copy up to date.
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('lastSyncedAt');
  const [matterId] = (await firm.truth('MATTERS')).keys();
  await firm.clio.control(`records/${firm.account.accountId}/matters/${matterId}`, {
    patch: { description: 'Settled' },
  });
  const job = await firm.run(await firm.startSync());
  expect(await differences(firm)).toEqual([]);
  const matters = job.entities.find(({ type }) => type === 'MATTERS');
  expect(matters).toMatchObject({ inserted: 0, changed: 1 });
  expect(job.entities.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(0);
});

test('with every message delivered twice, at the same time, nothing is doubled or lost', async () => {
  firm = await startTestFirm();
  const job = await firm.run(await firm.startSync(), async (body) => {
    await Promise.all([handleMessage(body, soon(), firm.parts), handleMessage(body, soon(), firm.parts)]);
  });
  expect(job.status).toBe('COMPLETED');
  expect(await differences(firm)).toEqual([]);
  for (const { fetched, inserted, total } of job.entities) expect([fetched, inserted]).toEqual([total, total]);
});

test('with every message delivered again later, nothing is asked for twice', async () => {
  firm = await startTestFirm();
  const bodies: string[] = [];
  const job = await firm.run(await firm.startSync(), async (body) => {
    bodies.push(body);
    await handleMessage(body, soon(), firm.parts);
  });
  const calls = (await apiCalls(firm)).length;
  for (const body of bodies) await handleMessage(body, soon(), firm.parts);
  expect((await apiCalls(firm)).length).toBe(calls);
  expect(await firm.job(job.jobId)).toEqual(job);
});

test('a message whose time is over passes the entity on, page by page', async () => {
  firm = await startTestFirm();
  const job = await firm.startSync();
  const slow = (body: string) => handleMessage(body, new Date(Date.now() + 40), firm.parts);
  let messages = 0;
  const ended = await firm.run(job, async (body) => {
    messages++;
    await slow(body);
  });
  expect(ended.status).toBe('COMPLETED');
  expect(messages).toBeGreaterThan(6);
  expect(await differences(firm)).toEqual([]);
});

test('a job that is cancelled stops at once and stores no further page', async () => {
  firm = await startTestFirm();
  const job = await firm.startSync();
  const [first, ...rest] = firm.aws.drain();
  await handleMessage(first ?? '', soon(), firm.parts);
  const running = await firm.job(job.jobId);
  const cancelled = await firm.parts.jobs.advance(running, { ...running, status: 'CANCELLED' });
  const calls = (await apiCalls(firm)).length;
  for (const body of rest) await handleMessage(body, soon(), firm.parts);
  expect((await apiCalls(firm)).length).toBe(calls);
  // Whoever cancelled had no time to settle: the next message did it.
  const { pendingEvents: _pendingEvents, ...state } = cancelled ?? running;
  expect(await firm.job(job.jobId)).toEqual(state);
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('activeJobId');
  expect(firm.aws.messages()).toEqual([]);
  expect(rest.map((body) => parseMessage(SyncPage, body).entity)).toHaveLength(5);
  expect((await firm.copy('MATTERS')).size).toBe(0);
});
