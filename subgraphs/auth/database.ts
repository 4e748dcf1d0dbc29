import { PrismaPg } from '@prisma/adapter-pg';
import { createPool, type Pool } from '@smarterfirms/platform/postgres';
import { type Prisma, PrismaClient } from './generated/prisma/client.ts';

export type Database = PrismaClient;
/** A client or a transaction of one. */
export type Transaction = Prisma.TransactionClient;

/** In milliseconds. better-auth hashes a password inside its transaction: on a busy machine Prisma's 5 seconds are little. */
const transactionOptions = { timeout: 15_000, maxWait: 5_000 };

/** Everything that is asked on behalf of somebody; row level security is told for whom, per transaction. */
export function openDatabase(pool: Pool): Database {
  return new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions });
}

/**
 * The connections of better-auth, which must find people before it knows who they are (see 0001_identity.sql).
 * The setting is made when a connection opens, since better-auth does not wrap its statements in transactions.
 */
export function openIdentityDatabase(url: string): Database {
  const pool = createPool(url, { options: '-c app.identity_engine=on' });
  // Nobody else has this pool: it ends with the client.
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  return new PrismaClient({ adapter, transactionOptions });
}
