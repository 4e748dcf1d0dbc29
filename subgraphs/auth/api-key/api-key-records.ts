import type { Role } from '@smarterfirms/platform/access';
import { asOwner, type RowOwner } from '@smarterfirms/platform/firm-transaction';
import { asId, type FirmId, type Id, type UserId } from '@smarterfirms/platform/ids';
import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import type { Database, Transaction } from '../database.ts';
import { findRole } from '../membership/membership-records.ts';

/** What is known of a key; its hash stays in the database. */
const columns = {
  id: true,
  firmId: true,
  userId: true,
  name: true,
  display: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

export interface ApiKeyRow {
  id: string;
  firmId: string;
  userId: string;
  name: string;
  display: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** The firm's keys by id; null for unknown and foreign ones alike. */
export function createApiKeyLoader(database: Database, viewer: RowOwner): DataLoader<string, ApiKeyRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await asOwner(database, viewer, (transaction) =>
      transaction.apiKey.findMany({ where: { id: { in: [...ids] } }, select: columns }),
    );
    return inOrder(ids, rows, (row) => row.id);
  });
}

/** One more than a page of a firm's keys, the newest first: ids sort by the time at which they were made. */
export function listApiKeys(
  database: Database,
  firmId: FirmId,
  { first, beforeId }: { first: number; beforeId: string | undefined },
): Promise<ApiKeyRow[]> {
  return asOwner(database, { firmId }, (transaction) =>
    transaction.apiKey.findMany({
      where: { firmId, ...(beforeId === undefined ? {} : { id: { lt: beforeId } }) },
      select: columns,
      orderBy: { id: 'desc' },
      take: first + 1,
    }),
  );
}

export function countApiKeys(database: Database, firmId: FirmId): Promise<number> {
  return asOwner(database, { firmId }, (transaction) => transaction.apiKey.count({ where: { firmId } }));
}

/** Keys that work today. */
export function countLiveApiKeys(transaction: Transaction, firmId: FirmId): Promise<number> {
  return transaction.apiKey.count({ where: { firmId, revokedAt: null, expiresAt: { gt: new Date() } } });
}

export function insertApiKey(
  transaction: Transaction,
  key: Pick<ApiKeyRow, 'id' | 'firmId' | 'userId' | 'name' | 'display' | 'scopes' | 'expiresAt'> & { keyHash: string },
): Promise<ApiKeyRow> {
  return transaction.apiKey.create({ data: key, select: columns });
}

/** Ends a key of the firm; one that has ended already stays as it is. Null where the firm has no such key. */
export function endApiKey(database: Database, firmId: FirmId, id: string): Promise<ApiKeyRow | null> {
  return asOwner(database, { firmId }, async (transaction) => {
    await transaction.apiKey.updateMany({ where: { id, firmId, revokedAt: null }, data: { revokedAt: new Date() } });
    return transaction.apiKey.findFirst({ where: { id, firmId }, select: columns });
  });
}

export interface LiveApiKey {
  id: Id<'apiKey'>;
  firmId: FirmId;
  userId: UserId;
  scopes: string[];
  expiresAt: Date;
  /** What the person who created it is in the firm now. */
  role: Role;
}

const usedEveryMs = 60_000;

/**
 * The live key with this hash, of somebody who is still a member of its firm; undefined for every other. Notes the use, at
 * most once a minute.
 */
export function findLiveApiKey(database: Database, keyHash: string, now = new Date()): Promise<LiveApiKey | undefined> {
  return database.$transaction(async (transaction) => {
    await transaction.$executeRaw`select set_config('app.api_key_hash', ${keyHash}, true)`;
    const row = await transaction.apiKey.findUnique({ where: { keyHash }, select: columns });
    if (!row || row.revokedAt || row.expiresAt <= now) return undefined;
    const { id, scopes, expiresAt } = row;
    const firmId = asId('firm', row.firmId);
    const userId = asId('user', row.userId);
    await transaction.$executeRaw`select set_config('app.firm_id', ${firmId}, true)`;
    const role = await findRole(transaction, { firmId, userId });
    if (!role) return undefined;
    if (!row.lastUsedAt || row.lastUsedAt.getTime() <= now.getTime() - usedEveryMs) {
      await transaction.apiKey.updateMany({ where: { id }, data: { lastUsedAt: now } });
    }
    return { id: asId('apiKey', id), firmId, userId, scopes, expiresAt, role };
  });
}
