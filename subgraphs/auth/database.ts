import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from '@smarterfirms/platform/postgres';
import { Prisma, PrismaClient } from './generated/prisma/client.ts';

export type Database = PrismaClient;
/** A client or a transaction of one. */
export type Transaction = Prisma.TransactionClient;

/** Everything that is asked on behalf of somebody; row level security is told for whom, per transaction. */
export function openDatabase(pool: Pool): Database {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}

/**
 * The connections of better-auth, which must find people before it knows who they are (see 0001_identity.sql).
 * The setting is made when a connection opens, since better-auth does not wrap its statements in transactions.
 */
export function openIdentityDatabase(url: string): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    options: '-c app.identity_engine=on',
  });
  return new PrismaClient({ adapter, transactionOptions: { timeout: 10_000, maxWait: 5_000 } });
}

/** Whether an insert failed because the row is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
