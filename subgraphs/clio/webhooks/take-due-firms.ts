import { asId, type FirmId } from '@smarterfirms/platform/ids';
import { inTransaction, type Pool } from '@smarterfirms/platform/postgres';

interface DueRows {
  /** One row for each firm, with its `due_at`. */
  table: 'change_drain' | 'webhook_farewell' | 'webhook_upkeep';
  /** How long a firm that was handed out is not handed out again. */
  againAfterSeconds: number;
  /** A further assignment for the rows that are handed out. */
  set?: 'ordered = true';
}

/** Firms of which a row is due, the longest first, for the scheduler, which sees those of all firms. Several may take at once. */
export async function takeDueFirms(
  pool: Pool,
  { table, againAfterSeconds, set }: DueRows,
  now: Date,
  limit: number,
): Promise<FirmId[]> {
  return inTransaction(pool, async (connection) => {
    await connection.query("select set_config('app.scheduler', 'on', true)");
    const { rows } = await connection.query<{ firm_id: string }>(
      `update ${table} set ${set ? `${set}, ` : ''}due_at = $1::timestamptz + make_interval(secs => $3)
       where firm_id in (
         select firm_id from ${table} where due_at <= $1 order by due_at limit $2 for update skip locked
       )
       returning firm_id`,
      [now, limit, againAfterSeconds],
    );
    return rows.map(({ firm_id }) => asId('firm', firm_id));
  });
}
