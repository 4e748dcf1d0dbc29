import type { Database } from './database.ts';

export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

/** Runs reads in a transaction that tells row level security which firm they are about: rows of no other firm exist in it. */
export type ReadFirm = <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;
