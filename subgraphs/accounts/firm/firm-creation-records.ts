import { createHash } from 'node:crypto';
import type { FirmId, UserId } from '@smarterfirms/platform/ids';
import { asId } from '@smarterfirms/platform/ids';
import type { Transaction } from '../database.ts';
import type { FirmDetails } from './firm-records.ts';

/** The idempotency record of one createFirm: per person and key. */
export interface FirmCreation {
  firmId: FirmId;
  parameterHash: string;
  /** Whether auth has granted the owner's membership. */
  granted: boolean;
}

/**
 * Claims the key for this firm id. Returns the record that holds the key: ours, or the one of an earlier call. A call with
 * the same key that is still under way is waited for.
 */
export async function claimFirmCreation(
  transaction: Transaction,
  claim: { userId: UserId; idempotencyKey: string; firmId: FirmId; parameterHash: string },
): Promise<FirmCreation & { isNew: boolean }> {
  const { count } = await transaction.firmCreation.createMany({ data: [claim], skipDuplicates: true });
  const { userId, idempotencyKey } = claim;
  const row = await transaction.firmCreation.findUniqueOrThrow({
    where: { userId_idempotencyKey: { userId, idempotencyKey } },
  });
  return {
    firmId: asId('firm', row.firmId),
    parameterHash: row.parameterHash,
    granted: row.grantedAt !== null,
    isNew: count === 1,
  };
}

export async function markFirmCreationGranted(
  transaction: Transaction,
  { userId, idempotencyKey }: { userId: UserId; idempotencyKey: string },
): Promise<void> {
  await transaction.firmCreation.updateMany({
    where: { userId, idempotencyKey, grantedAt: null },
    data: { grantedAt: new Date() },
  });
}

export function parameterHashOf({ name, timeZone, currency }: FirmDetails): string {
  return createHash('sha256')
    .update(JSON.stringify([name, timeZone, currency]))
    .digest('base64url');
}
