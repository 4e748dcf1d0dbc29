import { basename } from 'node:path';
import type { TestSimulator } from '@smarterfirms/clio/test-simulator';
import { clioResource } from '@smarterfirms/data/clio-fields';
import { clioRecords } from '@smarterfirms/data/clio-records';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';

/** What a firm's copy holds of a type: Clio's own document by Clio's id. */
export function copyOf(data: Pool, firmId: FirmId, entity: SyncEntityType): Promise<Map<string, unknown>> {
  const { table, part = 'true' } = clioRecords[entity];
  return inFirm(data, firmId, async (connection) => {
    const { rows } = await connection.query<{ clio_id: string; raw: unknown }>(
      `select clio_id, raw from ${table} where deleted_at is null and ${part}`,
    );
    return new Map(rows.map(({ clio_id, raw }) => [clio_id, raw]));
  });
}

/**
 * What Clio holds of a type, with the fields that are asked for.
 *
 * @param access the firm's own, for what the simulator's control door cannot show.
 */
export async function truthOf(
  clio: TestSimulator,
  accountId: number,
  entity: SyncEntityType,
  access: () => Promise<{ base: string; accessToken: string }>,
): Promise<Map<string, unknown>> {
  const { fields, query } = clioResource(entity);
  // Clio computes balances when it is asked: they are no records that the simulator's control door could show.
  if (entity === 'OUTSTANDING_CLIENT_BALANCES') return askedOfClio(await access(), entity);
  const records = await clio.records(accountId, resourceOf(entity), fields);
  return new Map([...records].filter(([, record]) => isListed(record as ListedRecord, query)));
}

/** The first page of an entity's list, as Clio's own API answers it. */
async function askedOfClio(
  { base, accessToken }: { base: string; accessToken: string },
  entity: SyncEntityType,
): Promise<Map<string, unknown>> {
  const { path, fields } = clioResource(entity);
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await fetch(`${base}${path}?${new URLSearchParams({ fields })}`, { headers });
  const { data } = (await response.json()) as { data: { id: number }[] };
  return new Map(data.map((record) => [String(record.id), record]));
}

/** The name of an entity's list in Clio's paths. */
function resourceOf(entity: SyncEntityType): string {
  return basename(clioRecords[entity].path, '.json');
}

/**
 * Whether Clio's list shows the record to a request with these parameters: those of notes say which kind of them. What lies in
 * the trash is not there for us, and a document whose upload was never confirmed for nobody.
 */
function isListed(record: ListedRecord, { type }: Readonly<Record<string, string>>): boolean {
  const uploaded = record.latest_document_version?.fully_uploaded !== false;
  return !record.deleted_at && uploaded && (type === undefined || record.type === type);
}

interface ListedRecord {
  type?: unknown;
  deleted_at?: unknown;
  latest_document_version?: { fully_uploaded?: boolean } | null;
}
