import { type Role, roles } from '@smarterfirms/platform/access';
import { asOwner, type RowOwner } from '@smarterfirms/platform/firm-transaction';
import { type FirmId, newId, type UserId } from '@smarterfirms/platform/ids';
import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import { z } from 'zod';
import type { Database, Transaction } from '../database.ts';
import type { Membership as MembershipRow } from '../generated/prisma/client.ts';

export type { MembershipRow };

const role = z.enum(roles);

export function roleOf(row: { role: string }): Role {
  return role.parse(row.role);
}

/** Memberships by id: the viewer's own and those of the firm they act in. Null for unknown and foreign ones alike. */
export function createMembershipLoader(database: Database, viewer: RowOwner): DataLoader<string, MembershipRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await asOwner(database, viewer, (transaction) =>
      transaction.membership.findMany({ where: { id: { in: [...ids] } } }),
    );
    return inOrder(ids, rows, (row) => row.id);
  });
}

/** The memberships of people, oldest first, as far as the viewer may see them. */
export function createMembershipsByUserLoader(
  database: Database,
  viewer: RowOwner,
): DataLoader<string, MembershipRow[]> {
  return new DataLoader(async (userIds) => {
    const rows = await asOwner(database, viewer, (transaction) =>
      transaction.membership.findMany({ where: { userId: { in: [...userIds] } }, orderBy: { id: 'asc' } }),
    );
    const byUser = Map.groupBy(rows, (row) => row.userId);
    return userIds.map((userId) => byUser.get(userId) ?? []);
  });
}

/** One more than a page of a firm's memberships, oldest first: ids sort by the time at which they were made. */
export function listMembers(
  database: Database,
  firmId: FirmId,
  { first, afterId }: { first: number; afterId: string | undefined },
): Promise<MembershipRow[]> {
  return asOwner(database, { firmId }, (transaction) =>
    transaction.membership.findMany({
      where: { firmId, ...(afterId === undefined ? {} : { id: { gt: afterId } }) },
      orderBy: { id: 'asc' },
      take: first + 1,
    }),
  );
}

export function countMembers(database: Database, firmId: FirmId): Promise<number> {
  return asOwner(database, { firmId }, (transaction) => transaction.membership.count({ where: { firmId } }));
}

export async function findRole(
  transaction: Transaction,
  { firmId, userId }: { firmId: FirmId; userId: UserId },
): Promise<Role | undefined> {
  const row = await transaction.membership.findUnique({ where: { firmId_userId: { firmId, userId } } });
  return row ? roleOf(row) : undefined;
}

/** Inserts the membership unless the person has one in this firm. Returns the row that is there now, and whether it is new. */
export async function insertMembershipOnce(
  transaction: Transaction,
  { firmId, userId, role }: { firmId: FirmId; userId: UserId; role: Role },
): Promise<{ row: MembershipRow; isNew: boolean }> {
  const { count } = await transaction.membership.createMany({
    data: [{ id: newId('membership'), firmId, userId, role }],
    skipDuplicates: true,
  });
  const row = await transaction.membership.findUniqueOrThrow({ where: { firmId_userId: { firmId, userId } } });
  return { row, isNew: count === 1 };
}
