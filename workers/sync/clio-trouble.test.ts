import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { syncAfterConnecting } from '@smarterfirms/clio/sync-after-connecting';
import { newId } from '@smarterfirms/platform/ids';
import { EraseFirm, parseMessage, SyncPage, sendMessage, syncEntityTypes } from '@smarterfirms/platform/messages';
import { sweep } from '../schedule/sweep.ts';
import { handleMessage } from './handle-message.ts';
import { startClioGate } from './test-clio-gate.ts';
import { differences } from './test-differences.ts';
import { startTestFirm, type TestFirm } from './test-firm.ts';

/** For what leaves the connection and the simulator as they were. */
let usual: TestFirm;
let asked = 0;
beforeAll(async () => {
  usual = await startTestFirm();
});
beforeEach(async () => {
  asked = (await usual.clio.requests()).length;
});
afterAll(() => usual[Symbol.asyncDispose]());

const soon = () => new Date(Date.now() + 5_000);
/** What Clio has answered; of the firm that tests share, since this one began. */
const statuses = async (firm: TestFirm) =>
  (await firm.clio.requests())
    .slice(firm === usual ? asked : 0)
    .filter(({ path }) => path.includes('/api/v4/'))
    .map(({ status }) => status);

/** Addresses of the lists' pages that Clio has given, in the order in which it gave them. */
const pagesGiven = async ({ clio }: TestFirm) =>
  (await clio.requests())
    .filter(({ path, status }) => path.includes('/api/v4/') && !path.includes('who_am_i') && status === 200)
    .map(({ path, query }) => path + query);

test("Clio's limit pauses a sync, says until when, and never fails it", async () => {
  // A window that the pages use up on a busy machine too, where each takes seconds.
  await using firm = await startTestFirm({ CLIO_SIM_RATE_LIMIT: '4', CLIO_SIM_RATE_WINDOW_SECONDS: '15' });
  const pauses: Date[] = [];
  const entities = ['USERS', 'CONTACTS', 'MATTERS', 'BILLS', 'TASKS'] as const;
  const job = await firm.startSync('FULL', entities);
  const ended = await firm.runInTime(job, async (body) => {
    await handleMessage(body, soon(), firm.parts);
    const { pausedUntil } = await firm.job(job.jobId);
    if (pausedUntil) pauses.push(new Date(pausedUntil));
  });
  expect(ended).toMatchObject({ status: 'COMPLETED', requestsPerMinute: 4 });
  expect(ended.pausedUntil).toBeUndefined();
  expect(pauses.length).toBeGreaterThan(0);
  expect(await differences(firm, entities)).toEqual([]);
  const answers = await statuses(firm);
  expect(answers.filter((status) => status === 429)).toEqual([]);
  expect(ended.requestsUsed).toBe(answers.length);
});

test('a 429 that comes all the same is waited out and asked again', async () => {
  const firm = usual;
  await firm.clio.control('faults', { kind: '429', count: 2 });
  const job = await firm.runInTime(await firm.startSync());
  expect(job.status).toBe('COMPLETED');
  expect(await differences(firm)).toEqual([]);
  expect((await statuses(firm)).filter((status) => status === 429).length).toBe(2);
});

test('after an error, a page of the firewall, half a document or a connection that ends the page is asked for again', async () => {
  const firm = usual;
  for (const kind of ['500', '403-html', 'truncate', 'drop']) {
    await firm.clio.control('faults', { kind, count: 2, resource: 'matters' });
    const before = await statuses(firm);
    const job = await firm.run(await firm.startSync('FULL', ['USERS', 'MATTERS']));
    expect([kind, job.status]).toEqual([kind, 'COMPLETED']);
    expect(await differences(firm, ['USERS', 'MATTERS'])).toEqual([]);
    const pages = job.entities.reduce((sum, { fetched }) => sum + Math.ceil(fetched / 200), 0);
    expect([kind, (await statuses(firm)).length - before.length]).toEqual([kind, pages + 2]);
  }
});

test('a limit that one list has for itself makes that list wait; the others go on, and the job is not paused', async () => {
  await using firm = await startTestFirm({ CLIO_SIM_RATE_LIMIT: '1000' });
  await firm.clio.control('rate', { endpoints: { line_items: 1 } });
  await firm.run(await firm.startSync('FULL', ['USERS']));
  // The window of the list begins, and ends, long after that of the token.
  await firm.clio.control('clock', { advanceSeconds: 20 });
  const job = await firm.startSync('FULL', ['LINE_ITEMS', 'MATTERS', 'ACTIVITIES']);
  const waiting: string[] = [];
  for (let bodies = firm.aws.drain(); bodies.length > 0; bodies = firm.aws.drain()) {
    for (const body of bodies) {
      const isRefused = (await statuses(firm)).includes(429);
      if (isRefused && parseMessage(SyncPage, body).entity === 'LINE_ITEMS') waiting.push(body);
      else await handleMessage(body, new Date(0), firm.parts);
    }
  }
  const now = await firm.job(job.jobId);
  expect(now.entities.map(({ type, status }) => [type, status])).toEqual([
    ['LINE_ITEMS', 'RUNNING'],
    ['MATTERS', 'COMPLETED'],
    ['ACTIVITIES', 'COMPLETED'],
  ]);
  expect(now).not.toHaveProperty('pausedUntil');
  expect((await statuses(firm)).filter((status) => status === 429)).toHaveLength(1);
  await firm.clio.control('rate', { endpoints: {} });
  for (const body of waiting) await handleMessage(body, soon(), firm.parts);
  expect((await firm.run(job)).status).toBe('COMPLETED');
  expect(await differences(firm, ['LINE_ITEMS', 'MATTERS', 'ACTIVITIES'])).toEqual([]);
});

test('a type that stays broken fails alone, after eight tries, and the job is partial', async () => {
  const firm = usual;
  await firm.clio.control('faults', { kind: '500', count: 8, resource: 'bills' });
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
});

test('revoked access pauses the job, and connecting again continues it without reading anything twice', async () => {
  await using firm = await startTestFirm();
  const job = await firm.startSync();
  const delivered: string[] = [];
  await firm.deliverAll(async (body) => {
    if (delivered.push(body) === 12) await firm.clio.control('revoke', { accountId: firm.account.accountId });
    // One page per message, so that the revocation falls into the middle of the walk.
    await handleMessage(body, new Date(Date.now() - 1), firm.parts);
  });
  const before = await pagesGiven(firm);
  const paused = await firm.job(job.jobId);
  expect(paused).toMatchObject({ status: 'RUNNING', waitsFor: 'CONNECTION' });
  expect(before.length).toBeGreaterThan(0);
  expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ status: 'NEEDS_ATTENTION' });
  expect(firm.aws.events().map(({ type }) => type)).toEqual(['connection.needs_attention']);

  // What was read before and is reported after it does not hide that the job waits.
  const read = paused.entities.find(({ status }) => status === 'COMPLETED')?.type;
  const again = delivered.find((body) => read && body.includes(`"${read}"`));
  await handleMessage(again ?? '', soon(), firm.parts);
  expect(await firm.job(job.jobId)).toMatchObject({ status: 'RUNNING', waitsFor: 'CONNECTION' });

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
});

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
  const firm = usual;
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

test.each(['stays disconnected', 'has connected again'])(
  'a sync of before its copy was erased, settled later, says nothing of what a firm has that %s',
  async (then) => {
    await using firm = await startTestFirm();
    const { firmId, parts } = firm;
    const begun = await firm.startSync('FULL', syncEntityTypes);
    const entities = begun.entities.map((entity) => ({ ...entity, status: 'COMPLETED' as const }));
    // Its worker dies before it says so.
    await parts.jobs.advance(begun, { ...begun, status: 'COMPLETED', finishedAt: new Date().toISOString(), entities });
    firm.aws.drain();
    const before = await parts.connections.find(firmId);
    if (!before) throw new Error('no connection');
    const erasing = newId('event');
    await parts.connections.disconnect(before, erasing, []);
    await handleMessage(JSON.stringify({ kind: EraseFirm.name, body: { firmId, erasing } }), soon(), parts);
    if (then === 'has connected again') await firm.reconnect();
    await sweep(new Date(), parts);
    const after = await parts.connections.find(firmId);
    expect(after).not.toHaveProperty('activeJobId');
    expect(after).not.toHaveProperty('lastSyncedAt');
  },
);

test('a message that is none of ours is refused, so that it ends in the dead-letter queue', async () => {
  const firm = usual;
  await expect(handleMessage('{"kind":"Other","body":{}}', soon(), firm.parts)).rejects.toThrow();
  await expect(handleMessage('not JSON', soon(), firm.parts)).rejects.toThrow();
});
