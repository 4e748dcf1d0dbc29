import type { FirmId, UserId } from '@smarterfirms/platform/ids';
import type { Transaction } from '../database.ts';

/** Lets the person see the firm. */
export async function insertFirmMember(transaction: Transaction, firmId: FirmId, userId: UserId): Promise<void> {
  await transaction.firmMember.createMany({ data: [{ firmId, userId }], skipDuplicates: true });
}
