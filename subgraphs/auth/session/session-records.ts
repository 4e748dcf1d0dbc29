import { asOwner, type RowOwner } from '@smarterfirms/platform/firm-transaction';
import type { UserId } from '@smarterfirms/platform/ids';
import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import type { Database, Transaction } from '../database.ts';

const listMax = 100;
/** The gateway has to know a revocation for as long as an access token lives (15 minutes), and clocks differ a little. */
const revocationsKeptMinutes = 20;

/** What is known of a session; its token's hash stays in the database. */
const columns = {
  id: true,
  userId: true,
  version: true,
  ipAddress: true,
  userAgent: true,
  expiresAt: true,
  lastUsedAt: true,
  createdAt: true,
} as const;

export interface SessionRow {
  id: string;
  userId: string;
  version: number;
  ipAddress: string | null;
  userAgent: string | null;
  expiresAt: Date;
  lastUsedAt: Date;
  createdAt: Date;
}

const live = () => ({ expiresAt: { gt: new Date() } });

/** The viewer's own live sessions by id; null for unknown, ended and foreign ones alike. */
export function createSessionLoader(database: Database, viewer: RowOwner): DataLoader<string, SessionRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await asOwner(database, viewer, (transaction) =>
      transaction.session.findMany({ where: { id: { in: [...ids] }, ...live() }, select: columns }),
    );
    return inOrder(ids, rows, (row) => row.id);
  });
}

/** The live sessions of a person, the most recently used first. */
export function listSessions(database: Database, userId: UserId): Promise<SessionRow[]> {
  return asOwner(database, { userId }, (transaction) =>
    transaction.session.findMany({
      where: { userId, ...live() },
      select: columns,
      orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
      take: listMax,
    }),
  );
}

/** Marks the session as used now. Returns its version, or undefined when it ended meanwhile. */
export async function touchSession(transaction: Transaction, id: string): Promise<number | undefined> {
  const [row] = await transaction.session.updateManyAndReturn({
    where: { id },
    data: { lastUsedAt: new Date() },
    select: { version: true },
  });
  return row?.version;
}

/** Counts a change of what a person may do: access tokens say which state they were made from. */
export async function raiseSessionVersions(transaction: Transaction, userId: UserId): Promise<void> {
  await transaction.session.updateMany({ where: { userId }, data: { version: { increment: 1 } } });
}

/** Ends a session of this person; a trigger notes it for the gateway. Returns whether there was one. */
export async function endSession(database: Database, { id, userId }: { id: string; userId: UserId }): Promise<boolean> {
  const { count } = await asOwner(database, { userId }, (transaction) =>
    transaction.session.deleteMany({ where: { id, userId } }),
  );
  return count > 0;
}

/** Removes what is left of a person's sessions that ran out: nothing looks them up again by itself. */
export async function removeExpiredSessions(transaction: Transaction, userId: UserId): Promise<void> {
  await transaction.session.deleteMany({ where: { userId, expiresAt: { lte: new Date() } } });
}

/** Ids of the sessions that ended so recently that an access token of theirs may still be alive. */
export async function listRevokedSessions(database: Database): Promise<string[]> {
  const since = new Date(Date.now() - revocationsKeptMinutes * 60_000);
  const rows = await database.sessionRevocation.findMany({
    where: { revokedAt: { gt: since } },
    select: { sessionId: true },
  });
  return rows.map((row) => row.sessionId);
}
