import type { FirmId } from '@smarterfirms/platform/ids';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import type { ContentProblem } from './document-content.ts';
import { contentLifeDays } from './document-content-records.ts';

export type { ContentProblem };

/** A worker that gives no sign for so long is believed dead. */
const leaseSeconds = 30;
const leased = `busy_until = now() + make_interval(secs => ${leaseSeconds})`;
/** A message that led to nothing for so long was lost. */
const lostSeconds = 90;
/** How often one content is begun before it is given up. Waiting for Clio's limit does not count. */
const attemptsMax = 5;

export interface ContentRef {
  firmId: FirmId;
  contentId: string;
}

/** What a worker is to fetch. */
export interface ContentOrder extends ContentRef {
  documentClioId: string;
  /** Null where Clio names no version: then it is the latest. */
  versionClioId: string | null;
  name: string | null;
  filename: string | null;
  contentType: string | null;
}

/**
 * Takes a content to be fetched: nobody else fetches it while the lease is kept.
 *
 * The document is looked at under a lock that its changes wait for: a version that is no longer the copy's is released here,
 * or else by the change, which then finds this row.
 *
 * @returns undefined where there is nothing to do: it is fetched by another, stored, failed, released, or was begun too often.
 */
export function takeContent(
  pool: Pool,
  { firmId, contentId }: ContentRef,
  worker: string,
): Promise<ContentOrder | undefined> {
  return inFirm(pool, firmId, async (connection) => {
    // The document first: whatever changes it locks in this order too.
    const { rows: documents } = await connection.query<Omit<ContentOrder, keyof ContentRef> & { version: string }>(
      `select clio_id as "documentClioId", version_clio_id as "versionClioId", name, filename,
         content_type as "contentType", coalesce(version_clio_id, clio_etag, '') as version
       from document
       where firm_id = $1 and deleted_at is null
         and id = (select document_id from document_content where firm_id = $1 and id = $2)
       for share`,
      [firmId, contentId],
    );
    const { rows: contents } = await connection.query<{ version: string; attempts: number }>(
      `select version, attempts from document_content
       where firm_id = $1 and id = $2 and state = 'PREPARING' and released_at is null
         and coalesce(busy_until, '-infinity') < now()
       for update`,
      [firmId, contentId],
    );
    const [content] = contents;
    if (!content) return undefined;
    const change = (set: string, values: readonly unknown[] = []) =>
      connection.query(`update document_content set ${set} where firm_id = $1 and id = $2`, [
        firmId,
        contentId,
        ...values,
      ]);
    const document = documents.find(({ version }) => version === content.version);
    if (!document) {
      await change('released_at = now()');
      return undefined;
    }
    if (content.attempts >= attemptsMax) {
      await change(`state = 'FAILED', problem = 'GIVEN_UP'`);
      return undefined;
    }
    await change(`attempts = attempts + 1, worker = $3, wait_until = null, ${leased}`, [worker]);
    return { firmId, contentId, ...document };
  });
}

/** Keeps the lease. @returns false where the content is no longer this worker's, or was released. */
export function keepContent(pool: Pool, ref: ContentRef, worker: string): Promise<boolean> {
  return changeOwn(pool, ref, worker, leased);
}

/** The object is complete. @returns false where it was released meanwhile: nobody is led to it, and it is removed. */
export function contentStored(pool: Pool, ref: ContentRef, worker: string, sizeBytes: number): Promise<boolean> {
  return changeOwn(
    pool,
    ref,
    worker,
    `state = 'READY', stored_at = now(), size_bytes = $4, busy_until = null, worker = null`,
    [sizeBytes],
  );
}

export function contentFailed(pool: Pool, ref: ContentRef, worker: string, problem: ContentProblem): Promise<boolean> {
  return changeOwn(pool, ref, worker, `state = 'FAILED', problem = $4, busy_until = null, worker = null`, [problem]);
}

/** Gives the content back, to be taken anew by the next message. @param waitMs how long Clio's limit is used up. */
export function handBackContent(pool: Pool, ref: ContentRef, worker: string, waitMs?: number): Promise<boolean> {
  const change = 'busy_until = null, worker = null';
  if (waitMs === undefined) return changeOwn(pool, ref, worker, change);
  return changeOwn(
    pool,
    ref,
    worker,
    `${change}, attempts = attempts - 1, wait_until = now() + make_interval(secs => $4)`,
    [waitMs / 1000],
  );
}

/** Contents that somebody asked for and that nobody works on: their message was lost, or its worker died. Of all firms. */
export async function silentContents(pool: Pool, limit: number): Promise<ContentRef[]> {
  const { rows } = await pool.query<ContentRef>(
    `select firm_id as "firmId", id as "contentId" from document_content
     where state = 'PREPARING' and released_at is null
       and greatest(asked_at, busy_until, wait_until) < now() - make_interval(secs => $1)
     order by asked_at limit $2`,
    [lostSeconds, limit],
  );
  return rows;
}

/** Its message is sent again now. */
export async function noteAsked(pool: Pool, { firmId, contentId }: ContentRef): Promise<void> {
  await inFirm(pool, firmId, (connection) =>
    connection.query('update document_content set asked_at = now() where firm_id = $1 and id = $2', [
      firmId,
      contentId,
    ]),
  );
}

/** Contents whose objects are to go and that nobody writes at the moment: released ones, and those that have aged. */
export async function contentsToRemove(pool: Pool, limit: number): Promise<ContentRef[]> {
  const { rows } = await pool.query<ContentRef>(`${selectToRemove} order by released_at, stored_at limit $2`, [
    contentLifeDays,
    limit,
  ]);
  return rows;
}

/** The same of one firm. */
export function contentsToRemoveOf(pool: Pool, firmId: FirmId, limit: number): Promise<ContentRef[]> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<ContentRef>(`${selectToRemove} and firm_id = $3 limit $2`, [
      contentLifeDays,
      limit,
      firmId,
    ]);
    return rows;
  });
}

const selectToRemove = `select firm_id as "firmId", id as "contentId" from document_content
  where (released_at is not null or stored_at < now() - make_interval(days => $1))
    and coalesce(busy_until, '-infinity') < now()`;

/** Whether the firm has any content, also such that is still being written. */
export function hasContents(pool: Pool, firmId: FirmId): Promise<boolean> {
  return inFirm(pool, firmId, async (connection) => {
    const { rowCount } = await connection.query('select from document_content where firm_id = $1 limit 1', [firmId]);
    return rowCount !== 0;
  });
}

/** Their objects are gone. */
export async function forgetContents(pool: Pool, firmId: FirmId, contentIds: readonly string[]): Promise<void> {
  await inFirm(pool, firmId, (connection) =>
    connection.query('delete from document_content where firm_id = $1 and id = any($2::uuid[])', [firmId, contentIds]),
  );
}

function changeOwn(
  pool: Pool,
  { firmId, contentId }: ContentRef,
  worker: string,
  change: string,
  values: readonly unknown[] = [],
): Promise<boolean> {
  return inFirm(pool, firmId, async (connection) => {
    const { rowCount } = await connection.query(
      `update document_content set ${change}
       where firm_id = $1 and id = $2 and worker = $3 and state = 'PREPARING' and released_at is null`,
      [firmId, contentId, worker, ...values],
    );
    return rowCount === 1;
  });
}
