import { PrismaPg } from '@prisma/adapter-pg';
import { createPool } from '@smarterfirms/platform/postgres';
import { PrismaClient } from './generated/prisma/client.ts';

export type Database = PrismaClient;

/** The service's own PostgreSQL. Statements about a firm's rows run in a transaction that names the firm. */
export function openDatabase(url: string): Database {
  return new PrismaClient({
    // Nobody else has this pool: it ends with the client.
    adapter: new PrismaPg(createPool(url), { disposeExternalPool: true }),
  });
}
