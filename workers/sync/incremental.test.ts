import { expect, test } from '@jest/globals';
import { readCheckpoints } from '@smarterfirms/data/checkpoint';
import { readFreshness } from '@smarterfirms/data/freshness';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm } from '@smarterfirms/platform/postgres';
import { handleMessage } from './handle-message.ts';
import { differences } from './test-differences.ts';
import { startTestFirm, type TestFirm } from './test-firm.ts';

const aPageEach = (firm: TestFirm) => (body: string) => handleMessage(body, new Date(0), firm.parts);
const pagesOf = async ({ clio }: TestFirm, resource: string) =>
  (await clio.requests()).filter(({ path }) => path.endsWith(`/api/v4/${resource}.json`));
const watermarkOf = async ({ parts, firmId }: TestFirm, entity: SyncEntityType) =>
  (await readFreshness(parts.data, firmId)).find((known) => known.entity === entity)?.watermark;
async function edit(firm: TestFirm, description: string, nth = 0): Promise<string> {
  const id = [...(await firm.truth('MATTERS')).keys()][nth] ?? '';
  await firm.clio.control(`records/${firm.account.accountId}/matters/${id}`, { patch: { description } });
  return id;
}

test('an incremental sync asks for what changed since the last one, and for nothing else', async () => {
  await using firm = await startTestFirm();
  await firm.run(await firm.startSync());
  await edit(firm, 'Settled');
  const before = (await firm.clio.requests()).length;
  const job = await firm.run(await firm.startSync('INCREMENTAL'));
  expect(job).toMatchObject({ kind: 'INCREMENTAL', status: 'COMPLETED' });
  expect(await differences(firm)).toEqual([]);
  expect(job.entities.find(({ type }) => type === 'MATTERS')).toMatchObject({
    pass: 'CHANGED',
    fetched: 1,
    changed: 1,
  });
  expect(job.entities.reduce((sum, { fetched }) => sum + fetched, 0)).toBe(1);
  const asked = (await firm.clio.requests()).slice(before);
  expect(asked).toHaveLength(job.entities.length);
  for (const { query } of asked) expect(query).toContain('updated_since=');
});

test('a change behind the page that a sync has read comes with the next one, whatever our clock says', async () => {
  await using firm = await startTestFirm();
  // Clio's clock is two hours ahead of ours.
  await firm.clio.control('clock', { advanceSeconds: 7_200 });
  const startedAt = Date.now() + 7_200_000;
  const job = await firm.startSync('FULL', ['MATTERS', 'ACTIVITIES']);
  let edited = false;
  await firm.run(job, async (body) => {
    await aPageEach(firm)(body);
    if (!edited && (await firm.copy('MATTERS')).size > 0) {
      edited = true;
      await edit(firm, 'Changed behind the walk');
    }
  });
  expect(await differences(firm, ['MATTERS'])).toHaveLength(1);
  const watermark = (await watermarkOf(firm, 'MATTERS'))?.getTime() ?? 0;
  // A machine that is busy may let an answer take long, which is taken off.
  expect(watermark - startedAt).toBeGreaterThan(-60_000);
  expect(watermark - startedAt).toBeLessThan(60_000);
  await firm.run(await firm.startSync('INCREMENTAL', ['MATTERS']));
  expect(await differences(firm, ['MATTERS'])).toEqual([]);
});

test('records of the last 90 days come first, and the walk goes on where its first page ended', async () => {
  await using firm = await startTestFirm({ CLIO_SIM_SIZE: 'medium' });
  const since = Date.now() - 89 * 86_400_000;
  const recent = [...(await firm.truth('ACTIVITIES'))]
    .filter(([, row]) => new Date((row as { updated_at: string }).updated_at).getTime() > since)
    .map(([id]) => id);
  expect(recent.length).toBeGreaterThan(200);
  const job = await firm.startSync('FULL', ['ACTIVITIES']);
  const passes: (string | undefined)[] = [];
  let copied = 0;
  await firm.deliverUntil(async (body) => {
    await aPageEach(firm)(body);
    const [checkpoint] = await readCheckpoints(firm.parts.data, firm.firmId, job.jobId);
    passes.push(checkpoint?.pass);
    if (passes.at(-1) !== 'WALK' || passes.at(-2) !== 'RECENT') return false;
    const copy = await firm.copy('ACTIVITIES');
    expect(recent.filter((id) => !copy.has(id))).toEqual([]);
    copied = copy.size;
    return true;
  });
  expect(passes[0]).toBe('RECENT');
  const total = firm.account.counts['activities'] ?? 0;
  expect(copied).toBeLessThan(total / 2);
  // The first page of the walk was the probe: it is not asked for again.
  const first = (await pagesOf(firm, 'activities')).filter(({ query }) => !/page_token|updated_since/.test(query));
  expect(first).toHaveLength(1);
});

test('a watermark moves with the last page and not before, and to the moment of the first page', async () => {
  await using firm = await startTestFirm({ CLIO_SIM_SIZE: 'medium' });
  const job = await firm.startSync('FULL', ['MATTERS']);
  let pages = 0;
  let afterFirst = 0;
  await firm.run(job, async (body) => {
    expect(await watermarkOf(firm, 'MATTERS')).toBeUndefined();
    await aPageEach(firm)(body);
    pages++;
    afterFirst ||= Date.now();
  });
  expect(pages).toBeGreaterThan(3);
  const watermark = (await watermarkOf(firm, 'MATTERS'))?.getTime() ?? Number.POSITIVE_INFINITY;
  expect(watermark).toBeLessThanOrEqual(afterFirst);
});

test('a first walk that Clio was away for is gone on with by the next incremental sync, and one whose link it refuses begins anew', async () => {
  await using firm = await startTestFirm();
  const { parts } = firm;
  const first = await firm.startSync('FULL', ['ACTIVITIES']);
  // One page per message: the time is over before the first one.
  await firm.deliverUntil(async (body) => {
    await handleMessage(body, new Date(0), parts);
    return (await firm.job(first.jobId)).requestsUsed === 2;
  });
  const before = await firm.clio.requests();
  const pages = new Set(before.map(({ query }) => query));
  await firm.clio.control('faults', { kind: '500', count: 8, resource: 'activities' });
  expect(await firm.run(first)).toMatchObject({ status: 'FAILED' });
  const next = await firm.startSync('INCREMENTAL', ['ACTIVITIES']);
  await firm.deliverUntil(async (body) => {
    await handleMessage(body, new Date(0), parts);
    return (await firm.job(next.jobId)).requestsUsed === 1;
  });
  const asked = (await firm.clio.requests()).slice(before.length).filter(({ status }) => status === 200);
  expect(asked).toHaveLength(1);
  expect(asked.filter(({ query }) => pages.has(query))).toEqual([]);

  await inFirm(parts.data, firm.firmId, (connection) =>
    connection.query(`update sync_checkpoint set cursor = cursor || '0' where job_id = $1`, [next.jobId]),
  );
  expect(await firm.run(next)).toMatchObject({ status: 'FAILED' });
  const anew = await firm.run(await firm.startSync('INCREMENTAL', ['ACTIVITIES']));
  expect(anew).toMatchObject({ status: 'COMPLETED' });
  expect(await differences(firm, ['ACTIVITIES'])).toEqual([]);
});

test('a type that was never complete is walked whole by an incremental sync', async () => {
  await using firm = await startTestFirm();
  const job = await firm.run(await firm.startSync('INCREMENTAL', ['CONTACTS']));
  expect(job.entities).toMatchObject([{ pass: 'WALK', status: 'COMPLETED' }]);
  expect(await differences(firm, ['CONTACTS'])).toEqual([]);
});
