import type { FirmId } from '@smarterfirms/platform/ids';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { z } from 'zod';
import { clioRegions } from '../connection/clio-connection-record.ts';
import { takeDueFirms } from './take-due-firms.ts';

/** How long a firm that was handed out is not handed out again. */
const retryMinutes = 5;

const farewell = z.object({
  region: z.enum(clioRegions),
  /** Sealed. */
  token: z.string(),
  /** Webhooks that are still to be deleted at Clio. */
  webhookIds: z.array(z.string()),
  /** How often it was tried. */
  attempts: z.number().int(),
});
export type Farewell = z.infer<typeof farewell>;

export type FarewellRecords = ReturnType<typeof createFarewellRecords>;

/** The rows of webhook_farewell: what is still to be taken back at Clio of firms that have disconnected. */
export function createFarewellRecords(pool: Pool) {
  return {
    /** Notes what is to be done; whoever dies before it is done has it done by the scheduler. */
    async begin(firmId: FirmId, { region, token, webhookIds }: Omit<Farewell, 'attempts'>, dueAt: Date): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query(
          `insert into webhook_farewell (firm_id, region, token, webhook_ids, due_at) values ($1, $2, $3, $4, $5)
           on conflict (firm_id) do update set region = excluded.region, token = excluded.token,
             webhook_ids = excluded.webhook_ids, attempts = 0, due_at = excluded.due_at`,
          [firmId, region, token, webhookIds, dueAt],
        ),
      );
    },

    async find(firmId: FirmId): Promise<Farewell | undefined> {
      return inFirm(pool, firmId, async (connection) => {
        const { rows } = await connection.query(
          'select region, token, webhook_ids as "webhookIds", attempts from webhook_farewell where firm_id = $1',
          [firmId],
        );
        return rows[0] && farewell.parse(rows[0]);
      });
    },

    /** Notes a try of this farewell that left something to be done; a later one of the firm stays as it is. */
    async noteTry(
      firmId: FirmId,
      { token }: Pick<Farewell, 'token'>,
      webhookIds: readonly string[],
      dueAt: Date,
    ): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query(
          `update webhook_farewell set webhook_ids = $3, attempts = attempts + 1, due_at = $4
           where firm_id = $1 and token = $2`,
          [firmId, token, webhookIds, dueAt],
        ),
      );
    },

    /** This farewell is over; a later one of the firm stays. */
    async end(firmId: FirmId, { token }: Pick<Farewell, 'token'>): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query('delete from webhook_farewell where firm_id = $1 and token = $2', [firmId, token]),
      );
    },

    /** The firm has connected again. */
    async remove(firmId: FirmId): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query('delete from webhook_farewell where firm_id = $1', [firmId]),
      );
    },

    /** Firms of which something is due, the longest first. Each is handed out once in a while. */
    takeDue(now: Date, limit: number): Promise<FirmId[]> {
      return takeDueFirms(pool, { table: 'webhook_farewell', againAfterSeconds: retryMinutes * 60 }, now, limit);
    },
  };
}
