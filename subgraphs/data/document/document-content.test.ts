import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { FetchDocumentContent, parseMessage } from '@smarterfirms/platform/messages';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { startTestService, type TestFirm } from '../test-service.ts';
import {
  type ContentRef,
  contentFailed,
  contentStored,
  contentsToRemove,
  forgetContents,
  handBackContent,
  keepContent,
  silentContents,
  takeContent,
} from './content-work.ts';

let aws: TestAws;
let service: Awaited<ReturnType<typeof startTestService>>;

beforeAll(async () => {
  aws = await startTestAws([], ['document-contents']);
  const { sqs, s3, bucket } = aws;
  service = await startTestService({ sqs, queueUrl: aws.urlOf('document-contents'), s3, bucket });
});

afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const paper = {
  id: 77,
  etag: '"1"',
  name: 'Engagement letter',
  filename: 'engagement letter.pdf',
  content_type: 'text/html',
  latest_document_version: { id: 501, version_number: 1, fully_uploaded: true },
};
const contentFields = 'state waitsUntil sizeBytes problem { code message } link { url expiresAt }';

async function firmWithDocument(record: object = paper): Promise<{ firm: TestFirm; documentId: string }> {
  const firm = service.newFirm();
  await firm.sync('DOCUMENTS', [record]);
  const { data } = await firm.askFirm('documents { nodes { id } }');
  return { firm, documentId: data.documents.nodes[0].id };
}

async function request(firm: TestFirm, documentId: string) {
  const { data, errors } = await firm.ask(
    `mutation ($input: RequestDocumentContentInput!) { requestDocumentContent(input: $input) {
      ok { content { ${contentFields} } } error { code } } }`,
    { input: { documentId } },
  );
  expect(errors).toBeUndefined();
  return data.requestDocumentContent;
}

async function look(firm: TestFirm, documentId: string) {
  const { data } = await firm.ask(`query ($id: ID!) { documentContent(documentId: $id) { ${contentFields} } }`, {
    id: documentId,
  });
  return data.documentContent;
}

/** The orders of this firm that lie in the queue; they are taken out. */
function orders(firm: TestFirm): ContentRef[] {
  return aws
    .drain('document-contents')
    .map((body) => parseMessage(FetchDocumentContent, body))
    .filter(({ firmId }) => firmId === firm.id)
    .map(({ contentId }) => ({ firmId: firm.id, contentId }));
}

/** Asks and stores as a worker does, without the bytes. */
async function store(firm: TestFirm, documentId: string): Promise<ContentRef> {
  await request(firm, documentId);
  const [order] = orders(firm);
  if (!order || !(await takeContent(service.workerPool, order, 'worker'))) throw new Error('there is nothing to store');
  expect(await contentStored(service.workerPool, order, 'worker', 1234)).toBe(true);
  return order;
}

const removable = async (firm: TestFirm) =>
  (await contentsToRemove(service.workerPool, 1_000)).filter(({ firmId }) => firmId === firm.id);

test('a content is ordered once, however often it is asked for, and then has a link that saves it under a safe name', async () => {
  const { firm, documentId } = await firmWithDocument();
  expect(await look(firm, documentId)).toBeNull();
  const answers = await Promise.all([1, 2, 3].map(() => request(firm, documentId)));
  for (const { ok } of answers) expect(ok.content).toMatchObject({ state: 'PREPARING', link: null, problem: null });
  const ordered = orders(firm);
  expect(ordered).toHaveLength(1);

  const [order] = ordered;
  if (!order) return;
  const pool = service.workerPool;
  expect(await takeContent(pool, order, 'worker')).toMatchObject({
    documentClioId: '77',
    versionClioId: '501',
    filename: 'engagement letter.pdf',
  });
  expect(await takeContent(pool, order, 'another')).toBeUndefined();
  expect(await contentStored(pool, order, 'another', 1)).toBe(false);
  expect(await contentStored(pool, order, 'worker', 1234)).toBe(true);

  const { ok } = await request(firm, documentId);
  expect(ok.content).toMatchObject({ state: 'READY', sizeBytes: 1234 });
  expect(orders(firm)).toEqual([]);
  const link = new URL(ok.content.link.url);
  expect(link.pathname).toBe(`/documents/firms/${firm.id}/contents/${order.contentId}`);
  expect(Number(link.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(300);
  expect(Date.parse(ok.content.link.expiresAt) - Date.now()).toBeLessThanOrEqual(300_000);
  expect(link.searchParams.get('response-content-type')).toBe('application/octet-stream');
  expect(link.searchParams.get('response-content-disposition')).toMatch(
    /^attachment; filename="engagement letter\.pdf"/,
  );
  expect(await takeContent(pool, order, 'late')).toBeUndefined();
});

test('nobody gets a document of another firm, nor one without the permission', async () => {
  const { firm, documentId } = await firmWithDocument();
  await store(firm, documentId);
  const stranger = service.newFirm();
  const unknown = newId('document');
  for (const id of [documentId, unknown, 'doc_x', '']) {
    expect(await request(stranger, id)).toMatchObject({ ok: null, error: { code: 'DOCUMENT_NOT_FOUND' } });
    expect(await look(stranger, id)).toBeNull();
  }
  const bare = firm.principal('owner', ['firm:read']);
  for (const query of [
    `{ documentContent(documentId: "${documentId}") { state } }`,
    `mutation { requestDocumentContent(input: { documentId: "${documentId}" }) { ok { content { state } } } }`,
  ]) {
    expect((await firm.ask(query, {}, bare)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect(aws.drain('document-contents')).toEqual([]);
});

test('a worker that is told of another firm finds nothing to take', async () => {
  const { firm, documentId } = await firmWithDocument();
  await request(firm, documentId);
  const [order] = orders(firm);
  const stranger = service.newFirm();
  if (!order) throw new Error('nothing was ordered');
  expect(await takeContent(service.workerPool, { ...order, firmId: stranger.id }, 'worker')).toBeUndefined();
});

test('a changed document has new content, an unchanged one keeps it', async () => {
  const { firm, documentId } = await firmWithDocument();
  const first = await store(firm, documentId);
  await firm.sync('DOCUMENTS', [{ ...paper, etag: '"2"', name: 'Renamed' }]);
  expect(await look(firm, documentId)).toMatchObject({ state: 'READY' });
  expect(await removable(firm)).toEqual([]);

  const latest = { id: 502, version_number: 2, fully_uploaded: true };
  await firm.sync('DOCUMENTS', [{ ...paper, etag: '"3"', latest_document_version: latest }]);
  expect(await look(firm, documentId)).toBeNull();
  expect(await removable(firm)).toEqual([first]);
  const second = await store(firm, documentId);
  expect(second.contentId).not.toBe(first.contentId);
  await forgetContents(service.workerPool, firm.id, [first.contentId]);
  expect(await look(firm, documentId)).toMatchObject({ state: 'READY' });
});

test('a document that Clio deleted has no link, its content is removed, and it is fetched anew when it comes back', async () => {
  const { firm, documentId } = await firmWithDocument();
  const stored = await store(firm, documentId);
  await firm.sync('DOCUMENTS', [{ ...paper, etag: '"2"', deleted_at: '2026-03-01T10:00:00Z' }]);
  expect(await look(firm, documentId)).toMatchObject({ state: 'FAILED', problem: { code: 'GONE' }, link: null });
  expect(await look(service.newFirm(), documentId)).toBeNull();
  expect(await request(firm, documentId)).toMatchObject({ error: { code: 'DOCUMENT_NOT_FOUND' } });
  expect(await removable(firm)).toEqual([stored]);
  await firm.sync('DOCUMENTS', [{ ...paper, etag: '"3"', deleted_at: null }]);
  expect(await look(firm, documentId)).toBeNull();
  expect((await store(firm, documentId)).contentId).not.toBe(stored.contentId);
});

test('what is released while a worker writes it is shown to nobody, and removed when the worker is done', async () => {
  const { firm, documentId } = await firmWithDocument();
  await request(firm, documentId);
  const [order] = orders(firm);
  if (!order) throw new Error('nothing was ordered');
  const pool = service.workerPool;
  await takeContent(pool, order, 'worker');
  await firm.sync('DOCUMENTS', [{ ...paper, etag: '"2"', deleted_at: '2026-03-01T10:00:00Z' }]);
  expect(await keepContent(pool, order, 'worker')).toBe(false);
  expect(await removable(firm)).toEqual([]);
  expect(await contentStored(pool, order, 'worker', 5)).toBe(false);
  await passes(firm, '31 seconds');
  expect(await removable(firm)).toEqual([order]);
});

test('a lost order and a dead worker are found, a failure is told and asked for anew, and what fails for ever is given up', async () => {
  const { firm, documentId } = await firmWithDocument();
  const pool = service.workerPool;
  const silent = async () => (await silentContents(pool, 1_000)).filter(({ firmId }) => firmId === firm.id);
  await request(firm, documentId);
  const [order] = orders(firm);
  if (!order) throw new Error('nothing was ordered');
  expect(await silent()).toEqual([]);
  await passes(firm, '2 minutes');
  expect(await silent()).toEqual([order]);
  await request(firm, documentId);
  expect(orders(firm)).toEqual([order]);

  await takeContent(pool, order, 'worker');
  expect(await contentFailed(pool, order, 'worker', 'NOT_ALLOWED')).toBe(true);
  expect(await look(firm, documentId)).toMatchObject({ state: 'FAILED', problem: { code: 'NOT_ALLOWED' }, link: null });
  expect((await request(firm, documentId)).ok.content).toMatchObject({ state: 'PREPARING', problem: null });
  expect(orders(firm)).toEqual([order]);

  await takeContent(pool, order, 'worker');
  await handBackContent(pool, order, 'worker', 60_000);
  const { waitsUntil } = await look(firm, documentId);
  expect(Date.parse(waitsUntil)).toBeGreaterThan(Date.now());
  for (let attempt = 1; attempt <= 5; attempt++) {
    expect(await takeContent(pool, order, 'worker')).toBeDefined();
    await handBackContent(pool, order, 'worker');
  }
  expect(await takeContent(pool, order, 'worker')).toBeUndefined();
  expect(await look(firm, documentId)).toMatchObject({ state: 'FAILED', problem: { code: 'GIVEN_UP' } });
});

test('stored content is led to for a week, then it is removed and fetched anew', async () => {
  const { firm, documentId } = await firmWithDocument();
  const stored = await store(firm, documentId);
  await passes(firm, '7 days 1 minute');
  expect(await look(firm, documentId)).toBeNull();
  expect(await removable(firm)).toEqual([stored]);
  expect((await store(firm, documentId)).contentId).not.toBe(stored.contentId);
});

test('a document whose upload was never finished cannot be asked for', async () => {
  const { firm, documentId } = await firmWithDocument({
    ...paper,
    latest_document_version: { id: 501, version_number: 1, fully_uploaded: false },
  });
  expect(await request(firm, documentId)).toMatchObject({ ok: null, error: { code: 'NOT_UPLOADED' } });
});

test('documents are found by words of their name', async () => {
  const { firm } = await firmWithDocument();
  const names = async (query: string) => {
    const { data } = await firm.askFirm(`documents(filter: { query: ${JSON.stringify(query)} }) { nodes { name } }`);
    return data.documents.nodes.length;
  };
  expect(await names('LETTER engag')).toBe(1);
  expect(await names('letter of')).toBe(0);
  expect(await names('100%')).toBe(0);
});

/** Makes the firm's contents older, as if time had gone by. */
async function passes(firm: TestFirm, interval: string): Promise<void> {
  const connection = await service.workerPool.connect();
  try {
    await connection.query('begin');
    await connection.query("select set_config('app.firm_id', $1, true)", [firm.id]);
    await connection.query(
      `update document_content set asked_at = asked_at - $1::interval, busy_until = busy_until - $1::interval,
         stored_at = stored_at - $1::interval, wait_until = wait_until - $1::interval`,
      [interval],
    );
    await connection.query('commit');
  } finally {
    connection.release();
  }
}
