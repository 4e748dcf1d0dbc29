import { asOwner, type RowOwner } from '@smarterfirms/platform/firm-transaction';
import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import type { Database, Transaction } from '../database.ts';
import type { User as UserRow } from '../generated/prisma/client.ts';
import type { Profile } from './profile-rule.ts';

export type { UserRow };

/** People by id: those whom the viewer may see, null for unknown and foreign ones alike. */
export function createUserLoader(database: Database, viewer: RowOwner): DataLoader<string, UserRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await asOwner(database, viewer, (transaction) =>
      transaction.user.findMany({ where: { id: { in: [...ids] } } }),
    );
    return inOrder(ids, rows, (row) => row.id);
  });
}

/** Throws when row level security does not show the person: the caller decides whose transaction it is. */
export function readUser(transaction: Transaction, id: string): Promise<UserRow> {
  return transaction.user.findUniqueOrThrow({ where: { id } });
}

export function findUser(transaction: Transaction, id: string): Promise<UserRow | null> {
  return transaction.user.findUnique({ where: { id } });
}

export function updateProfileOf(transaction: Transaction, id: string, profile: Partial<Profile>): Promise<UserRow> {
  return transaction.user.update({ where: { id }, data: { ...profile, updatedAt: new Date() } });
}
