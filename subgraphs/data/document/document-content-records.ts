import { Prisma } from '../generated/prisma/client.ts';
import type { Transaction } from '../read-firm.ts';
import type { ContentRow } from './document-content.ts';

/**
 * Stored content is led to for so long. The bucket's lifecycle rule removes objects a day later (workers/stack/resources.json).
 */
export const contentLifeDays = 7;
/** After so long without a sign of life the message is sent again when somebody asks. */
const silentSeconds = 60;

/** What is needed to ask for the content of a document and to name it in a link. */
export interface AskedDocument {
  id: string;
  clioId: string;
  version: string;
  name: string | null;
  filename: string | null;
  contentType: string | null;
  fullyUploaded: boolean | null;
}

/** A document that the graph shows; null also for an id of another firm. */
export async function findAskedDocument(
  rows: Transaction,
  firmId: string,
  uuid: string,
): Promise<AskedDocument | null> {
  const [found] = await rows.$queryRaw<AskedDocument[]>`
    select id, clio_id as "clioId", coalesce(version_clio_id, clio_etag, '') as version, name, filename,
      content_type as "contentType", fully_uploaded as "fullyUploaded"
    from document where firm_id = ${firmId} and id = ${uuid}::uuid and deleted_at is null`;
  return found ?? null;
}

/** Whether the firm had such a document, and Clio has it no longer. */
export async function isDeletedDocument(rows: Transaction, firmId: string, uuid: string): Promise<boolean> {
  const found = await rows.$queryRaw<unknown[]>`
    select from document where firm_id = ${firmId} and id = ${uuid}::uuid and deleted_at is not null`;
  return found.length > 0;
}

const columns = Prisma.sql`id, state, wait_until as "waitUntil", problem, size_bytes as "sizeBytes"`;
const isOld = Prisma.sql`(state = 'READY' and stored_at < now() - make_interval(days => ${contentLifeDays}))`;

/** The content of the version that the copy shows, where somebody asked for it; what has aged counts as never asked for. */
export async function currentContent(
  rows: Transaction,
  firmId: string,
  { id, version }: AskedDocument,
): Promise<ContentRow | null> {
  const [found] = await rows.$queryRaw<ContentRow[]>`
    select ${columns} from document_content
    where firm_id = ${firmId} and document_id = ${id}::uuid and version = ${version} and released_at is null
      and not ${isOld}`;
  return found ?? null;
}

/**
 * Asks for the content of a version, or finds that it is there or on its way. Two who ask at a time get the same row.
 *
 * @returns the row, and whether its message is to be sent: it is new, failed before, or has gone silent.
 */
export async function askForContent(
  rows: Transaction,
  firmId: string,
  { id, clioId, version }: AskedDocument,
): Promise<{ content: ContentRow; send: boolean }> {
  const current = Prisma.sql`firm_id = ${firmId} and document_id = ${id}::uuid and version = ${version} and released_at is null`;
  await rows.$executeRaw`update document_content set released_at = now() where ${current} and ${isOld}`;
  const [added] = await rows.$queryRaw<ContentRow[]>`
    insert into document_content (firm_id, document_id, document_clio_id, version)
    values (${firmId}, ${id}::uuid, ${clioId}, ${version})
    on conflict (firm_id, document_id, version) where released_at is null do nothing
    returning ${columns}`;
  if (added) return { content: added, send: true };
  const [again] = await rows.$queryRaw<ContentRow[]>`
    update document_content set state = 'PREPARING', problem = null, asked_at = now(), attempts = 0
    where ${current} and (state = 'FAILED' or (
      state = 'PREPARING' and greatest(asked_at, busy_until, wait_until) < now() - make_interval(secs => ${silentSeconds})
    ))
    returning ${columns}`;
  if (again) return { content: again, send: true };
  const [there] = await rows.$queryRaw<ContentRow[]>`select ${columns} from document_content where ${current}`;
  if (!there) throw new Error('the content that was asked for was released at the same moment; ask again');
  return { content: there, send: false };
}
