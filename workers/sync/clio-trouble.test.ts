import { expect, test } from '@jest/globals';
import { syncAfterConnecting } from '@smarterfirms/clio/sync-after-connecting';
import { newId } from '@smarterfirms/platform/ids';
import { EraseFirm, sendMessage, syncEntityTypes } from '@smarterfirms/platform/messages';
import { sweep } from '../schedule/sweep.ts';
import { handleMessage } from './handle-message.ts';
import { startClioGate } from './test-clio-gate.ts';
import { differences, startTestFirm, type TestFirm } from './test-firm.ts';

const soon = () => new Date(Date.now() + 5_000);
const statuses = async ({ clio }: TestFirm) =>
  (await clio.requests()).filter(({ path }) => path.includes('/api/v4/')).map(({ status }) => status);

/** Addresses of the lists' pages that Clio has given, in the order in which it gave them. */
const pagesGiven = async ({ clio }: TestFirm) =>
  (await clio.requests())
    .filter(({ path, status }) => path.includes('/api/v4/') && !path.includes('who_am_i') && status === 200)
    .map(({ path, query }) => path + query);

test("Clio's limit pauses a sync, says until when, and never fails it", async () => {
  await using firm = await startTestFirm({ CLIO_SIM_RATE_LIMIT: '6', CLIO_SIM_RATE_WINDOW_SECONDS: '3' });
  const pauses: Date[] = [];
  const job = await firm.startSync();
  const ended = await firm.run(job, async (body) => {
    await handleMessage(body, soon(), firm.parts);
    const { pausedUntil } = await firm.job(job.jobId);
    if (pausedUntil) pauses.push(new Date(pausedUntil));
  });
  expect(ended).toMatchObject({ status: 'COMPLETED', requestsPerMinute: 6 });
  expect(ended.pausedUntil).toBeUndefined();
  expect(pauses.length).toBeGreaterThan(0);
  expect(await differences(firm)).toEqual([]);
  const answers = await statuses(firm);
  expect(answers.filter((status) => status === 429)).toEqual([]);
  expect(ended.requestsUsed).toBe(answers.length);
}, 60_000);

test('a 429 that comes all the same is waited out and asked again', async () => {
  await using firm = await startTestFirm();
  await firm.clio.control('faults', { kind: '429', count: 3 });
  const job = await firm.run(await firm.startSync());
  expect(job.status).toBe('COMPLETED');
  expect(await differences(firm)).toEqual([]);
  expect((await statuses(firm)).filter((status) => status === 429).length).toBe(3);
});

test.each(['500', '403-html', 'truncate', 'drop'])(
  'after "%s" the page is asked for again',
  async (kind) => {
    await using firm = await startTestFirm();
    await firm.clio.control('faults', { kind, count: 2, resource: 'matters' });
    const job = await firm.run(await firm.startSync());
    expect(job.status).toBe('COMPLETED');
    expect(await differences(firm)).toEqual([]);
  },
  60_000,
);

test('a type that stays broken fails alone, after eight tries, and the job is partial', async () => {
  await using firm = await startTestFirm();
  await firm.clio.control('faults', { kind: '500', count: 1_000, resource: 'bills' });
  const job = await firm.startSync();
  // Without the queue's delays: the distance between tries is not what is tested.
  for (let bodies = firm.aws.drain(); bodies.length > 0; bodies = firm.aws.drain()) {
    for (const body of bodies) await handleMessage(body, soon(), firm.parts);
  }
  const ended = await firm.job(job.jobId);
  expect(ended).toMatchObject({ status: 'PARTIAL', failure: { code: 'PARTLY_SYNCED' } });
  const failed = ended.entities.filter(({ status }) => status === 'FAILED').map(({ type }) => type);
  expect(failed).toEqual(['BILLS']);
  expect((await statuses(firm)).filter((status) => status === 500)).toHaveLength(8);
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('lastSyncedAt');
});

test('revoked access pauses the job, and connecting again continues it without reading anything twice', async () => {
  await using firm = await startTestFirm();
  const job = await firm.startSync();
  let delivered = 0;
  await firm.deliverAll(async (body) => {
    if (++delivered === 12) await firm.clio.control('revoke', { accountId: firm.account.accountId });
    // One page per message, so that the revocation falls into the middle of the walk.
    await handleMessage(body, new Date(Date.now() - 1), firm.parts);
  });
  const before = await pagesGiven(firm);
  const paused = await firm.job(job.jobId);
  expect(paused).toMatchObject({ status: 'RUNNING', waitsFor: 'CONNECTION' });
  expect(before.length).toBeGreaterThan(0);
  expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ status: 'NEEDS_ATTENTION' });
  expect(firm.aws.events().map(({ type }) => type)).toEqual(['connection.needs_attention']);

  // Nobody can read meanwhile, so the scheduler sends nothing, however long it takes.
  await sweep(new Date(Date.now() + 86_400_000), firm.parts);
  expect(firm.aws.messages()).toEqual([]);

  await firm.reconnect();
  await syncAfterConnecting(firm.firmId, undefined, firm.parts);
  const ended = await firm.run(job);
  expect(ended.status).toBe('COMPLETED');
  expect(ended).not.toHaveProperty('waitsFor');
  expect(await differences(firm)).toEqual([]);
  // Every page came once: those of before the revocation were not asked for again.
  const all = await pagesGiven(firm);
  expect(all.length).toBeGreaterThan(before.length);
  expect(new Set(all).size).toBe(all.length);
}, 60_000);

test('a paused job whose messages were lost at reconnecting is resumed by the scheduler', async () => {
  await using firm = await startTestFirm();
  const job = await firm.startSync();
  await firm.clio.control('revoke', { accountId: firm.account.accountId });
  await firm.deliverAll((body) => handleMessage(body, soon(), firm.parts));
  await firm.reconnect();
  await sweep(new Date(Date.now() + 120_000), firm.parts);
  expect((await firm.run(job)).status).toBe('COMPLETED');
  expect(await differences(firm)).toEqual([]);
});

test('a token that expires in the middle is refreshed once, and the page is asked for again', async () => {
  await using firm = await startTestFirm();
  const job = await firm.startSync();
  // The simulator's clock runs ahead, so that it is Clio who finds the token too old, not we.
  await firm.clio.control('clock', { advanceSeconds: 40 * 86_400 });
  const ended = await firm.run(job);
  expect(ended.status).toBe('COMPLETED');
  const requests = await firm.clio.requests();
  // One exchange of the code, one refresh.
  expect(requests.filter(({ path }) => path.endsWith('/oauth/token'))).toHaveLength(2);
  expect(await differences(firm)).toEqual([]);
});

test('a type that Clio does not let us read is unavailable, and the job completes without it', async () => {
  await using firm = await startTestFirm();
  await using gate = await startClioGate(firm, { refuse: (url) => url.includes('/bills') });
  const job = await firm.run(await firm.startSync(), (body) => handleMessage(body, soon(), gate.parts));
  expect(job.status).toBe('COMPLETED');
  expect(job.entities.filter(({ status }) => status !== 'COMPLETED').map(({ type, status }) => [type, status])).toEqual(
    [['BILLS', 'UNAVAILABLE']],
  );
});

test('an order to erase leaves nothing of the firm, and a sync waits for its end', async () => {
  await using firm = await startTestFirm();
  await firm.run(await firm.startSync());
  expect((await firm.copy('MATTERS')).size).toBeGreaterThan(0);
  const before = await firm.parts.connections.find(firm.firmId);
  if (!before) throw new Error('no connection');
  const erasing = newId('event');
  await firm.parts.connections.disconnect(before, erasing, []);
  const order = { firmId: firm.firmId, erasing };

  const replaced = { ...order, erasing: newId('event') };
  await handleMessage(JSON.stringify({ kind: EraseFirm.name, body: replaced }), soon(), firm.parts);
  expect((await firm.copy('MATTERS')).size).toBeGreaterThan(0);

  // The order's own message is lost: the scheduler sends it again.
  await sweep(new Date(), firm.parts);
  for (let [body] = firm.aws.drain(); body; [body] = firm.aws.drain()) {
    await handleMessage(body, new Date(Date.now() - 1), firm.parts);
  }
  for (const entity of syncEntityTypes) expect((await firm.copy(entity)).size).toBe(0);
  expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ erasedAt: expect.any(String) });
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('erasing');
  await sendMessage(firm.aws.sqs, firm.aws.queueUrl, EraseFirm, order);
  for (const body of firm.aws.drain()) await handleMessage(body, soon(), firm.parts);
});

test('a message that is none of ours is refused, so that it ends in the dead-letter queue', async () => {
  await using firm = await startTestFirm();
  await expect(handleMessage('{"kind":"Other","body":{}}', soon(), firm.parts)).rejects.toThrow();
  await expect(handleMessage('not JSON', soon(), firm.parts)).rejects.toThrow();
});
