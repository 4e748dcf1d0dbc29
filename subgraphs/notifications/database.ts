import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from '@smarterfirms/platform/postgres';
import { PrismaClient } from './generated/prisma/client.ts';

export type Database = PrismaClient;

/** The Prisma client on a pool of ours, so that the limits of the pool hold for its statements too. */
export function createDatabase(pool: Pool): Database {
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    // As long as the pool waits for a connection, and less than the statement timeout.
    transactionOptions: { maxWait: 5_000, timeout: 10_000 },
  });
}
