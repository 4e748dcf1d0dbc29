import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey } from '@aws-sdk/client-s3';
import { fetchClioPage } from '@smarterfirms/clio/clio-page';
import type { ContentRef } from '@smarterfirms/data/document-content';
import { contentKey } from '@smarterfirms/data/object-store';
import { storeRecords } from '@smarterfirms/data/store-records';
import { inFirm } from '@smarterfirms/platform/postgres';
import { recordsAddress } from '../sync/page-address.ts';
import { startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { fetchContent } from './fetch-content.ts';
import type { DocumentParts } from './parts.ts';
import { put } from './test-put.ts';

interface ContentState {
  state: string;
  problem: string | null;
  size_bytes: string | null;
  wait_until: Date | null;
  released_at: Date | null;
}

export interface DocumentFirm {
  firm: TestFirm;
  parts: DocumentParts;
  /** Somebody uploads a document to Clio, or a new version of one, and the copy learns of it. @returns Clio's id. */
  upload(file: {
    name: string;
    bytes: Buffer | (() => Iterable<Buffer>);
    length: number;
    of?: string;
    /** The copy does not learn of it. */
    unseen?: boolean;
  }): Promise<string>;
  /** Somebody throws a document away in Clio, and the copy does not learn of it. */
  throwAway(documentClioId: string): Promise<void>;
  /** Whether the copy shows the document. */
  isShown(documentClioId: string): Promise<boolean>;
  /** Somebody asked for a document of the copy, as the data service writes it. */
  ask(documentClioId: string): Promise<ContentRef>;
  fetch(content: ContentRef, deadline?: Date): Promise<void>;
  state(content: ContentRef): Promise<ContentState | undefined>;
  /** SHA-256 and length of what the bucket hands out; undefined where it has nothing. */
  stored(content: ContentRef): Promise<{ sha256: string; length: number } | undefined>;
  /** How many objects can be seen in the bucket. */
  objects(): Promise<number>;
  /** The worker that had it is long dead. */
  leaseEnds(content: ContentRef): Promise<void>;
  /** It ages, so that the document may be asked for anew. */
  release(content: ContentRef): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A connected firm with a copy of its documents, and what the documents function works with. */
export async function startDocumentFirm(settings: Record<string, string> = {}): Promise<DocumentFirm> {
  const firm = await startTestFirm(settings);
  const { aws, firmId } = firm;
  const parts: DocumentParts = { ...firm.parts, documentsQueueUrl: aws.urlOf('document-contents') };
  const { s3, bucket, data } = parts;
  await firm.run(await firm.startSync('FULL', ['DOCUMENTS']));
  /** As after a webhook. */
  const learn = async (id: string) => {
    const requestedAt = new Date();
    const { base, accessToken } = await firm.parts.tokens.accessToken(firmId);
    const url = recordsAddress(base, 'DOCUMENTS', [id]);
    const { rows } = await fetchClioPage({ base, url, accessToken });
    await storeRecords(data, { firmId, entity: 'DOCUMENTS', records: rows, requestedAt });
  };
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const { base, accessToken } = await firm.parts.tokens.accessToken(firmId);
    const response = await fetch(`${base}/api/v4/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
        'user-agent': 'SmarterFirmsTest/1.0',
      },
      body: body ? JSON.stringify({ data: body }) : null,
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const call = async (method: string, path: string, body: object): Promise<Record<string, unknown>> =>
    ((await (await send(method, path, body)).json()) as { data: Record<string, unknown> }).data;
  return {
    firm,
    parts,
    async upload({ name, bytes, length, of, unseen = false }) {
      const [folder] = (await firm.clio.records(firm.account.accountId, 'folders', 'id')).keys();
      const parent = of ? { id: Number(of), type: 'Document' } : { id: Number(folder), type: 'Folder' };
      const created = await call('POST', 'documents.json?fields=id,latest_document_version{uuid,put_url,put_headers}', {
        name,
        filename: name,
        parent,
      });
      const version = created['latest_document_version'] as {
        uuid: string;
        put_url: string;
        put_headers: { name: string; value: string }[];
      };
      const headers = Object.fromEntries(version.put_headers.map((header) => [header.name, header.value]));
      await put(version.put_url, { ...headers, 'content-length': String(length) }, bytes);
      const id = String(created['id']);
      await call('PATCH', `documents/${id}.json`, { uuid: version.uuid, fully_uploaded: true });
      if (!unseen) await learn(id);
      return id;
    },
    async throwAway(documentClioId) {
      await send('DELETE', `documents/${documentClioId}.json`);
    },
    isShown: (documentClioId) =>
      inFirm(data, firmId, async (connection) => {
        const { rowCount } = await connection.query(
          'select from document where firm_id = $1 and clio_id = $2 and deleted_at is null',
          [firmId, documentClioId],
        );
        return rowCount === 1;
      }),
    async ask(documentClioId) {
      const contentId = await inFirm(data, firmId, async (connection) => {
        const { rows } = await connection.query<{ id: string }>(
          `insert into document_content (firm_id, document_id, document_clio_id, version)
           select firm_id, id, clio_id, version_clio_id from document where firm_id = $1 and clio_id = $2 returning id`,
          [firmId, documentClioId],
        );
        return rows[0]?.id;
      });
      if (!contentId) throw new Error(`the copy has no document ${documentClioId}`);
      return { firmId, contentId };
    },
    fetch: (content, deadline = new Date(Date.now() + 60_000)) => fetchContent(content, deadline, parts),
    state: ({ contentId }) =>
      inFirm(data, firmId, async (connection) => {
        const { rows } = await connection.query<ContentState>(
          'select state, problem, size_bytes, wait_until, released_at from document_content where id = $1',
          [contentId],
        );
        return rows[0];
      }),
    async stored({ contentId }) {
      try {
        const Key = contentKey({ firmId, id: contentId });
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
        const hash = createHash('sha256');
        let length = 0;
        for await (const chunk of Body as Readable) {
          hash.update(chunk);
          length += chunk.length;
        }
        return { sha256: hash.digest('hex'), length };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async objects() {
      const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
      return KeyCount;
    },
    async leaseEnds({ contentId }) {
      await inFirm(data, firmId, (connection) =>
        connection.query(`update document_content set busy_until = now() - interval '1 second' where id = $1`, [
          contentId,
        ]),
      );
    },
    async release({ contentId }) {
      await inFirm(data, firmId, (connection) =>
        connection.query('update document_content set released_at = now() where id = $1', [contentId]),
      );
    },
    [Symbol.asyncDispose]: () => firm[Symbol.asyncDispose](),
  };
}
