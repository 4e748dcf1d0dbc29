import { asOwner, type RowOwner } from '@smarterfirms/platform/firm-transaction';
import type { FirmId } from '@smarterfirms/platform/ids';
import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import type { Database, Transaction } from '../database.ts';
import type { Firm as FirmRow } from '../generated/prisma/client.ts';

export type { FirmRow };

/** What a person decides about a firm. */
export interface FirmDetails {
  name: string;
  timeZone: string;
  currency: string;
}

/** Firms by id, among those that the person is a member of or acts in: row level security decides. */
export function createFirmLoader(database: Database, owner: RowOwner): DataLoader<string, FirmRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await asOwner(database, owner, (transaction) =>
      transaction.firm.findMany({ where: { id: { in: [...ids] } } }),
    );
    return inOrder(ids, rows, (row) => row.id);
  });
}

export function insertFirm(transaction: Transaction, id: FirmId, details: FirmDetails): Promise<FirmRow> {
  return transaction.firm.create({ data: { id, ...details } });
}

export function updateFirmDetails(
  transaction: Transaction,
  id: FirmId,
  changes: Partial<FirmDetails>,
): Promise<FirmRow> {
  return transaction.firm.update({ where: { id }, data: changes });
}
