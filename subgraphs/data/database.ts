import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from '@smarterfirms/platform/postgres';
import { PrismaClient } from './generated/prisma/client.ts';

/** The client of the copy. It reads through the pool that is given, which stays the caller's to end. */
export function createDatabase(pool: Pool) {
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
    omit: {
      timekeeper: { raw: true },
      contact: { raw: true, search: true, customFieldValues: true },
      matter: { raw: true, search: true, customFieldValues: true },
      activity: { raw: true },
      bill: { raw: true },
      lineItem: { raw: true },
    },
  });
}

export type Database = ReturnType<typeof createDatabase>;
