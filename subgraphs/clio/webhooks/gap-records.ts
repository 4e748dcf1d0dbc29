import { asId, type FirmId } from '@smarterfirms/platform/ids';
import { inFirm, inTransaction, type Pool } from '@smarterfirms/platform/postgres';
import { type ClioModel, clioModels } from './webhook-model.ts';

/** How long a gap that was handed out is not handed out again: less than the scheduler's minute. */
const retrySeconds = 30;

/** Of what a gap is that lasts from disconnecting until the firm connects again: nobody told us of anything. */
export const everyModel = 'every';

export interface EndedGap {
  gapId: string;
  model: ClioModel | typeof everyModel;
}

export type GapRecords = ReturnType<typeof createGapRecords>;

/**
 * The rows of webhook_gap: for which models a firm's webhooks did not deliver for a while. `createWebhookRecords` notes a gap
 * with the webhook that is made anew, and one of everything with the disconnection of a firm whose copy stays.
 */
export function createGapRecords(pool: Pool) {
  return {
    /**
     * Notes what the firm's webhooks have come to: a gap for each model without one that delivers, and the end of the gap
     * where one delivers again.
     *
     * @returns whether a gap has ended.
     */
    async settle(firmId: FirmId, now: Date): Promise<boolean> {
      return inFirm(pool, firmId, async (connection) => {
        await connection.query(
          `insert into webhook_gap (firm_id, model)
           select $1, model from unnest($2::text[]) model
           where model not in (select w.model from clio_webhook w where w.firm_id = $1 and w.status = 'ENABLED')
           on conflict (firm_id, model) do update set due_at = null, gap_id = gen_random_uuid()
           where webhook_gap.due_at is not null`,
          [firmId, clioModels],
        );
        const { rowCount } = await connection.query(
          `update webhook_gap set due_at = $2
           where firm_id = $1 and due_at is null
             and model in (select w.model from clio_webhook w where w.firm_id = $1 and w.status = 'ENABLED')`,
          [firmId, now],
        );
        return rowCount !== null && rowCount > 0;
      });
    },

    /**
     * Gaps that have ended, by firm, those first that wait longest. They stay until they are removed, and are handed out again.
     */
    async takeDue(now: Date, firmsMax: number): Promise<Map<FirmId, EndedGap[]>> {
      return inTransaction(pool, async (connection) => {
        await connection.query("select set_config('app.scheduler', 'on', true)");
        const { rows } = await connection.query<EndedGap & { firmId: string }>(
          `update webhook_gap set due_at = $1::timestamptz + interval '${retrySeconds} seconds'
           where due_at <= $1 and firm_id in (
             select firm_id from webhook_gap where due_at <= $1 group by firm_id order by min(due_at) limit $2
           )
           returning firm_id as "firmId", gap_id as "gapId", model`,
          [now, firmsMax],
        );
        return Map.groupBy(rows, ({ firmId }) => asId('firm', firmId));
      });
    },

    /** Ends the gap that began with disconnecting, where there is one: the firm is connected again. */
    async endAbsence(firmId: FirmId, now: Date): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query('update webhook_gap set due_at = $3 where firm_id = $1 and model = $2 and due_at is null', [
          firmId,
          everyModel,
          now,
        ]),
      );
    },

    /** Takes back that gaps have ended. */
    async reopen(firmId: FirmId, gaps: readonly EndedGap[]): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query('update webhook_gap set due_at = null where firm_id = $1 and gap_id = any($2::uuid[])', [
          firmId,
          gaps.map(({ gapId }) => gapId),
        ]),
      );
    },

    /** Removes gaps that are caught up with; a later one of the same model stays. */
    async remove(firmId: FirmId, gaps: readonly EndedGap[]): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query('delete from webhook_gap where firm_id = $1 and gap_id = any($2::uuid[])', [
          firmId,
          gaps.map(({ gapId }) => gapId),
        ]),
      );
    },
  };
}
