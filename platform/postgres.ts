import pg from 'pg';
import type { FirmId } from './ids.ts';
import { isTracing } from './is-tracing.ts';
import { traceStatements } from './traced-statements.ts';

export type Pool = pg.Pool;
export type Connection = pg.PoolClient;

/** A pool with limits on everything: a service waits neither for a connection nor for a statement without end. */
export function createPool(
  url: string,
  {
    max = 10,
    statementTimeoutMs = 15_000,
    options,
  }: {
    max?: number;
    statementTimeoutMs?: number;
    /** Settings that each connection begins with, as PostgreSQL's command line takes them. */
    options?: string;
  } = {},
): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 30_000,
    ...(options ? { options } : {}),
  });
  // An idle connection that the server closes (a restart) must not end the process; the pool replaces it.
  pool.on('error', () => {});
  // Neither must one that is lent out and waits between two statements: its next statement fails and says so.
  pool.on('connect', (connection) => connection.on('error', () => {}));
  if (isTracing()) pool.on('connect', traceStatements);
  return pool;
}

/**
 * Runs statements about one firm's rows in a transaction. Row level security sees no row of another firm, and none at all
 * outside such a transaction.
 */
export async function inFirm<Result>(
  pool: Pool,
  firmId: FirmId,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  return inTransaction(pool, async (connection) => {
    await connection.query("select set_config('app.firm_id', $1, true)", [firmId]);
    return work(connection);
  });
}

export async function inTransaction<Result>(
  pool: Pool,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  try {
    await connection.query('begin');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    connection.release(broken);
  }
}
