import { asOwner } from '@smarterfirms/platform/firm-transaction';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { Database } from '../database.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { ClioRegion } from './clio-connection-record.ts';

export type ClioAccountRecords = ReturnType<typeof createClioAccountRecords>;

/** The rows of clio_account: which firm a Clio account feeds. */
export function createClioAccountRecords(database: Database) {
  return {
    /** Claims the account for the firm, in place of the firm's former one. False when it feeds another firm. */
    async claim(firmId: FirmId, region: ClioRegion, accountId: string): Promise<boolean> {
      try {
        await asOwner(database, { firmId }, (transaction) =>
          transaction.clioAccount.upsert({
            where: { firmId },
            create: { firmId, region, accountId },
            update: { region, accountId, connectedAt: new Date() },
          }),
        );
        return true;
      } catch (error) {
        // Uniqueness sees the other firm's row where row level security does not show it.
        if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false;
        throw error;
      }
    },

    async release(firmId: FirmId): Promise<void> {
      await asOwner(database, { firmId }, (transaction) => transaction.clioAccount.deleteMany({ where: { firmId } }));
    },
  };
}
