import type { FirmId } from '@smarterfirms/platform/ids';
import type { Database } from './database.ts';

export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

/**
 * Runs reads about the principal's firm. Every statement names the firm itself; the transaction names it to row level
 * security as well, so that a statement that forgets to finds no row of another.
 */
export type ReadFirm = <Result>(work: (rows: Transaction, firmId: FirmId) => Promise<Result>) => Promise<Result>;
