import type { FirmId } from '@smarterfirms/platform/ids';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { takeDueFirms } from './take-due-firms.ts';

/** How long a firm that was handed out is not handed out again, where nobody says how it went. */
const retryMinutes = 10;

export type UpkeepRecords = ReturnType<typeof createUpkeepRecords>;

/** The rows of webhook_upkeep: when each connected firm's webhooks are to be looked after next. */
export function createUpkeepRecords(pool: Pool) {
  return {
    async schedule(firmId: FirmId, dueAt: Date): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query(
          `insert into webhook_upkeep (firm_id, due_at) values ($1, $2)
           on conflict (firm_id) do update set due_at = excluded.due_at`,
          [firmId, dueAt],
        ),
      );
    },

    /** It went well: the next time that it fails is said again. */
    async calm(firmId: FirmId): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query('update webhook_upkeep set alarmed_at = null where firm_id = $1', [firmId]),
      );
    },

    /** Says that it fails, unless that was said since the given moment. Where saying fails, nothing was said. */
    async alarm(firmId: FirmId, now: Date, since: Date, say: () => Promise<void>): Promise<void> {
      await inFirm(pool, firmId, async (connection) => {
        const { rowCount } = await connection.query(
          'update webhook_upkeep set alarmed_at = $2 where firm_id = $1 and (alarmed_at is null or alarmed_at < $3)',
          [firmId, now, since],
        );
        if (rowCount === 1) await say();
      });
    },

    /** Firms that are due, the longest first. Each is handed out once in a while, until somebody schedules it anew. */
    takeDue(now: Date, limit: number): Promise<FirmId[]> {
      return takeDueFirms(pool, { table: 'webhook_upkeep', againAfterSeconds: retryMinutes * 60 }, now, limit);
    },
  };
}
