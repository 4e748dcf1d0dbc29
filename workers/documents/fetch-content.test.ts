import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ContentRef, contentStored, takeContent } from '@smarterfirms/data/document-content';
import { newId } from '@smarterfirms/platform/ids';
import { EraseFirm, FetchDocumentContent, parseMessage } from '@smarterfirms/platform/messages';
import { inFirm } from '@smarterfirms/platform/postgres';
import { keepContents } from '../schedule/keep-contents.ts';
import { handleMessage as handleSync } from '../sync/handle-message.ts';
import { startClioGate } from '../sync/test-clio-gate.ts';
import { fetchContent } from './fetch-content.ts';
import { readAnew } from './read-anew.ts';
import { type DocumentFirm, startDocumentFirm } from './test-document-firm.ts';

const megabyte = 1024 * 1024;
let world: DocumentFirm;
/** More than two parts of an upload, and one that ends in the middle of a part. */
const large = randomBytes(2 * 8 * megabyte + 12_345);
let largeId: string;

beforeAll(async () => {
  world = await startDocumentFirm();
  largeId = await world.upload({ name: 'Recording.mp4', bytes: large, length: large.length });
});

afterAll(() => world[Symbol.asyncDispose]());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const fault = (kind: string, count: number, resource = 'storage') =>
  world.firm.clio.control('faults', { kind, count, resource });
const downloads = async () =>
  (await world.firm.clio.requests()).filter(({ path }) => path.endsWith('/download.json')).length;

/** A small document of its own for a test. */
async function smallDocument(name = 'Note.txt'): Promise<ContentRef> {
  const bytes = Buffer.from(`the text of ${name}`);
  return world.ask(await world.upload({ name, bytes, length: bytes.length }));
}

test('what lies in the bucket is byte for byte what Clio has, for one request to Clio, and a message that comes twice is harmless', async () => {
  const content = await world.ask(largeId);
  const before = await downloads();
  await Promise.all([world.fetch(content), world.fetch(content)]);
  await world.fetch(content);
  expect(await world.state(content)).toMatchObject({ state: 'READY', size_bytes: String(large.length) });
  expect(await world.stored(content)).toEqual({ sha256: sha256(large), length: large.length });
  expect((await downloads()) - before).toBe(1);
  await world.release(content);
});

test('a new version is new content; the old one is released, and the schedule removes it', async () => {
  const id = await world.upload({ name: 'Draft.txt', bytes: Buffer.from('first'), length: 5 });
  const first = await world.ask(id);
  await world.fetch(first);
  await world.upload({ name: 'Draft.txt', bytes: Buffer.from('second'), length: 6, of: id });
  const second = await world.ask(id);
  await world.fetch(second);
  expect(await world.stored(second)).toEqual({ sha256: sha256(Buffer.from('second')), length: 6 });
  await keepContents(world.parts);
  expect(await world.state(first)).toBeUndefined();
  expect(await world.stored(first)).toBeUndefined();
  expect(await world.state(second)).toMatchObject({ state: 'READY' });
});

test('an order for a version that the copy knows no longer fetches nothing', async () => {
  const id = await world.upload({ name: 'Old.txt', bytes: Buffer.from('first'), length: 5 });
  const content = await world.ask(id);
  await world.upload({ name: 'Old.txt', bytes: Buffer.from('second'), length: 6, of: id });
  const before = await downloads();
  await world.fetch(content);
  expect(await downloads()).toBe(before);
  expect(await world.stored(content)).toBeUndefined();
});

test('a document that was thrown away in Clio is not fetched, the copy learns of it, and what was stored of it goes', async () => {
  const id = await world.upload({ name: 'Thrown away.txt', bytes: Buffer.from('first'), length: 5 });
  const stored = await world.ask(id);
  await world.fetch(stored);
  await world.upload({ name: 'Thrown away.txt', bytes: Buffer.from('second'), length: 6, of: id });
  const content = await world.ask(id);
  await world.throwAway(id);
  expect(await world.isShown(id)).toBe(true);
  const before = await downloads();
  await world.fetch(content);
  expect(await world.isShown(id)).toBe(false);
  expect(await downloads()).toBe(before);
  expect(await world.state(content)).toMatchObject({ released_at: expect.any(Date) });
  await world.leaseEnds(content);
  await keepContents(world.parts);
  for (const gone of [stored, content]) {
    expect(await world.state(gone)).toBeUndefined();
    expect(await world.stored(gone)).toBeUndefined();
  }
});

test('a version that Clio has replaced meanwhile is not fetched, and the copy learns of the new one', async () => {
  const id = await world.upload({ name: 'Replaced.txt', bytes: Buffer.from('first'), length: 5 });
  const content = await world.ask(id);
  await world.upload({ name: 'Replaced.txt', bytes: Buffer.from('second'), length: 6, of: id, unseen: true });
  const before = await downloads();
  await world.fetch(content);
  expect(await downloads()).toBe(before);
  expect(await world.state(content)).toMatchObject({ released_at: expect.any(Date) });
  const next = await world.ask(id);
  await world.fetch(next);
  expect(await world.state(next)).toMatchObject({ state: 'READY' });
});

test('a field that Clio refuses the account costs no document: it is read anew without that field', async () => {
  const content = await smallDocument('Partly refused.txt');
  const order = await takeContent(world.parts.data, content, randomUUID());
  if (!order) throw new Error('the content was not to be had');
  const refusal = { status: 400, type: 'InvalidFields', message: 'size is not a valid field of Document' };
  await using gate = await startClioGate(world.firm, { refuse: (url) => /[=,]size,/.test(url) && refusal });
  const parts = { ...world.parts, tokens: gate.parts.tokens };
  await readAnew(order, parts);
  await readAnew(order, parts);
  expect(gate.urls.map((url) => /[=,]size,/.test(url))).toEqual([true, false, false]);
  expect(await world.isShown(order.documentClioId)).toBe(true);
});

test('a transfer that breaks off is begun anew, and a file that never comes whole is never shown', async () => {
  const content = await world.ask(largeId);
  await fault('drop-midway', 1);
  await world.fetch(content);
  expect(await world.stored(content)).toEqual({ sha256: sha256(large), length: large.length });

  const never = await smallDocument('Never.txt');
  const before = await world.objects();
  await fault('drop-midway', 3);
  await world.fetch(never);
  expect(await world.state(never)).toMatchObject({ state: 'FAILED', problem: 'CLIO_UNAVAILABLE' });
  expect(await world.objects()).toBe(before);
  expect(await world.stored(never)).toBeUndefined();
});

test('a transfer that its time is over for is broken off and says so', async () => {
  const content = await smallDocument('Slow.txt');
  await world.fetch(content, new Date(Date.now() - 1));
  expect(await world.state(content)).toMatchObject({ state: 'FAILED', problem: 'TOOK_TOO_LONG' });
  expect(await world.stored(content)).toBeUndefined();
});

test("while Clio's limit is used up the content waits until then and comes by itself", async () => {
  await using other = await startDocumentFirm();
  const [id = ''] = (await other.firm.copy('DOCUMENTS')).keys();
  const content = await other.ask(id);
  await other.firm.clio.control('faults', { kind: '429', count: 1, resource: 'documents', retryAfterSeconds: 30 });
  await other.fetch(content);
  const waiting = await other.state(content);
  expect(waiting).toMatchObject({ state: 'PREPARING', problem: null });
  expect(waiting?.wait_until?.getTime()).toBeGreaterThan(Date.now());
  expect(other.firm.aws.messages('document-contents')).toMatchObject([{ delayed: true }]);
});

test('each refusal of Clio is told in its own words', async () => {
  await using other = await startDocumentFirm();
  const [denied, gone, unusable] = await Promise.all(
    [...(await other.firm.copy('DOCUMENTS')).keys()].slice(0, 3).map((id) => other.ask(id)),
  );
  if (!denied || !gone || !unusable) throw new Error('the firm has too few documents');
  const { accountId } = other.firm.account;
  await other.firm.clio.control('permissions', { accountId, denied: ['Documents'] });
  await other.fetch(denied);
  expect(await other.state(denied)).toMatchObject({ state: 'FAILED', problem: 'NOT_ALLOWED' });
  await other.firm.clio.control('permissions', { accountId });

  await inFirm(other.parts.data, other.firm.firmId, (connection) =>
    connection.query(
      `update document set clio_id = '999999999' where id = (select document_id from document_content where id = $1)`,
      [gone.contentId],
    ),
  );
  await other.fetch(gone);
  expect(await other.state(gone)).toMatchObject({ state: 'FAILED', problem: 'GONE' });

  await other.firm.clio.control('revoke', { accountId });
  await other.fetch(unusable);
  expect(await other.state(unusable)).toMatchObject({ state: 'FAILED', problem: 'CONNECTION_UNUSABLE' });
  expect(await other.objects()).toBe(0);
});

test("erasing a firm's copy ends when no content of it is left, whatever was under way", async () => {
  await using other = await startDocumentFirm();
  const { firm } = other;
  const [storedId = '', writtenId = ''] = (await firm.copy('DOCUMENTS')).keys();
  const stored = await other.ask(storedId);
  await other.fetch(stored);
  const written = await other.ask(writtenId);
  expect(await takeContent(other.parts.data, written, 'worker')).toBeDefined();
  const before = await firm.parts.connections.find(firm.firmId);
  if (!before) throw new Error('no connection');
  const erasing = newId('event');
  await firm.parts.connections.disconnect(before, erasing, []);
  const body = JSON.stringify({ kind: EraseFirm.name, body: { firmId: firm.firmId, erasing } });
  const soon = () => new Date(Date.now() + 5_000);

  await handleSync(body, soon(), firm.parts);
  expect(await other.stored(stored)).toBeUndefined();
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('erasedAt');
  expect(await contentStored(other.parts.data, written, 'worker', 1)).toBe(false);
  await other.leaseEnds(written);
  const [again = ''] = firm.aws.drain();
  await handleSync(again, soon(), firm.parts);
  expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ erasedAt: expect.any(String) });
  expect(await other.state(written)).toBeUndefined();
  expect(await other.objects()).toBe(0);
});

test('a lost order is sent again by the schedule', async () => {
  await using other = await startDocumentFirm();
  const [id = ''] = (await other.firm.copy('DOCUMENTS')).keys();
  const content = await other.ask(id);
  await keepContents(other.parts);
  expect(other.firm.aws.drain('document-contents')).toEqual([]);
  await inFirm(other.parts.data, other.firm.firmId, (connection) =>
    connection.query(`update document_content set asked_at = now() - interval '2 minutes'`),
  );
  await keepContents(other.parts);
  const [body = ''] = other.firm.aws.drain('document-contents');
  expect(parseMessage(FetchDocumentContent, body)).toEqual(content);
  await keepContents(other.parts);
  expect(other.firm.aws.drain('document-contents')).toEqual([]);
});

test('a bucket that is away is no failure of the document: the queue delivers again', async () => {
  const content = await smallDocument('Away.txt');
  const nowhere = { ...world.parts, bucket: 'no-such-bucket' };
  await expect(fetchContent(content, new Date(Date.now() + 60_000), nowhere)).rejects.toThrow();
  expect(await world.state(content)).toMatchObject({ state: 'PREPARING' });
  await world.fetch(content);
  expect(await world.state(content)).toMatchObject({ state: 'READY' });
});
