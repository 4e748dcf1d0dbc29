import type { FirmId } from '@smarterfirms/platform/ids';
import { type Connection, inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { takeDueFirms } from './take-due-firms.ts';
import type { ClioModel } from './webhook-model.ts';

/** What Clio said of one record. */
export interface Change {
  webhookId: string;
  model: ClioModel;
  event: string;
  clioId: string;
  /** The record's etag and updated_at, whatever of them came: two deliveries with the same are one. */
  state: string;
}

export interface PendingChange {
  model: ClioModel;
  clioId: string;
  deleted: boolean;
  /** A PostgreSQL bigint. */
  version: string;
  firstSeenAt: Date;
}

/** A message that asks for a drain and was not answered within this time counts as lost. */
const orderSeconds = 30;
/** A worker that says nothing for this long is dead. Not longer than the function may run. */
const leaseSeconds = 25;
/** Clio repeats a delivery for about an hour. */
const deliveriesKept = '1 day';

export type ChangeRecords = ReturnType<typeof createChangeRecords>;

/**
 * The records that Clio says have changed, until somebody has fetched them.
 *
 * A firm's row of change_drain is locked before its pending changes are touched, by whoever adds some and by whoever ends a
 * drain. So a change is either seen by the drain under way, or asks for the next one.
 */
export function createChangeRecords(pool: Pool) {
  const held = (firmId: FirmId, owner: string, assignments: string, values: unknown[] = []) =>
    inFirm(pool, firmId, async (connection) => {
      const { rowCount } = await connection.query(
        `update change_drain set ${assignments} where firm_id = $1 and taken_by = $2`,
        [firmId, owner, ...values],
      );
      return rowCount === 1;
    });

  return {
    /**
     * Takes note of a delivery.
     *
     * @returns `duplicate` where it was noted before; `ordered` where a drain is asked for already; `order` where the
     *   caller must ask for one.
     */
    async add(firmId: FirmId, change: Change): Promise<'duplicate' | 'ordered' | 'order'> {
      const { webhookId, model, event, clioId, state } = change;
      return inFirm(pool, firmId, async (connection) => {
        const { rowCount: isNew } = await connection.query(
          `insert into webhook_delivery (firm_id, webhook_id, event, clio_id, state) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
          [firmId, webhookId, event, clioId, state],
        );
        if (isNew === 0) return 'duplicate';
        const mustOrder = await order(connection, firmId);
        await connection.query(
          `insert into pending_change as known (firm_id, model, clio_id, event, deleted) values ($1, $2, $3, $4, $5)
           on conflict (firm_id, model, clio_id) do update
           set event = excluded.event, deleted = known.deleted or excluded.deleted,
               version = nextval('pending_change_version'), last_seen_at = now()`,
          [firmId, model, clioId, event, event === 'deleted'],
        );
        return mustOrder ? 'order' : 'ordered';
      });
    },

    /** Makes the caller the one who drains. False when nothing is pending or somebody alive is at it. */
    async take(firmId: FirmId, owner: string): Promise<boolean> {
      return inFirm(pool, firmId, async (connection) => {
        const { rowCount } = await connection.query(
          `update change_drain
           set ordered = false, taken_by = $2, taken_until = now() + interval '${leaseSeconds} seconds',
               due_at = now() + interval '${leaseSeconds + orderSeconds} seconds'
           where firm_id = $1 and (taken_until is null or taken_until < now())`,
          [firmId, owner],
        );
        return rowCount === 1;
      });
    },

    /** False when somebody else has taken over. */
    stay(firmId: FirmId, owner: string): Promise<boolean> {
      return held(
        firmId,
        owner,
        `attempts = 0, taken_until = now() + interval '${leaseSeconds} seconds',
         due_at = now() + interval '${leaseSeconds + orderSeconds} seconds'`,
      );
    },

    /** Of the model whose change has waited longest, the oldest changes. */
    async oldest(firmId: FirmId, limit: number): Promise<PendingChange[]> {
      return inFirm(pool, firmId, async (connection) => {
        const { rows } = await connection.query<PendingChange>(
          `select model, clio_id as "clioId", deleted, version, first_seen_at as "firstSeenAt" from pending_change
           where firm_id = $1 and model = (
             select model from pending_change where firm_id = $1 order by first_seen_at, model limit 1
           )
           order by first_seen_at, clio_id limit $2`,
          [firmId, limit],
        );
        return rows;
      });
    },

    /** Removes changes as they were read; one that came again meanwhile stays. */
    async remove(firmId: FirmId, changes: readonly PendingChange[]): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query('delete from pending_change where firm_id = $1 and version = any($2::bigint[])', [
          firmId,
          changes.map(({ version }) => version),
        ]),
      );
    },

    /** Ends a drain. False when changes came meanwhile: then it goes on, and stays the caller's. */
    async finish(firmId: FirmId, owner: string): Promise<boolean> {
      return inFirm(pool, firmId, async (connection) => {
        // A statement of its own: the next one then sees every change whose writer had the lock before.
        await connection.query('select from change_drain where firm_id = $1 for update', [firmId]);
        const { rowCount } = await connection.query('select from pending_change where firm_id = $1 limit 1', [firmId]);
        if (rowCount) return false;
        await connection.query('delete from change_drain where firm_id = $1 and taken_by = $2', [firmId, owner]);
        return true;
      });
    },

    /** Gives the drain back; a message that comes after the delay continues it. @returns failed tries in a row. */
    async handBack(
      firmId: FirmId,
      owner: string,
      { delaySeconds, failed }: { delaySeconds: (attempts: number) => number; failed: boolean },
    ): Promise<{ mine: boolean; delaySeconds: number }> {
      return inFirm(pool, firmId, async (connection) => {
        const { rows } = await connection.query<{ attempts: number }>(
          'select attempts from change_drain where firm_id = $1 and taken_by = $2 for update',
          [firmId, owner],
        );
        if (!rows[0]) return { mine: false, delaySeconds: 0 };
        const attempts = failed ? rows[0].attempts + 1 : 0;
        const seconds = delaySeconds(attempts);
        await connection.query(
          `update change_drain set ordered = true, taken_by = null, taken_until = null, attempts = $2,
             due_at = now() + make_interval(secs => $3) where firm_id = $1`,
          [firmId, attempts, seconds + orderSeconds],
        );
        return { mine: true, delaySeconds: seconds };
      });
    },

    /** Makes the scheduler ask for what is pending at its next look. */
    async askAgain(firmId: FirmId): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query('update change_drain set due_at = now() where firm_id = $1 and taken_by is null', [firmId]),
      );
    },

    /** Firms whose changes wait for longer than they should. Each is handed out once per `orderSeconds`. */
    takeDue(now: Date, limit: number): Promise<FirmId[]> {
      return takeDueFirms(
        pool,
        { table: 'change_drain', againAfterSeconds: orderSeconds, set: 'ordered = true' },
        now,
        limit,
      );
    },

    async forgetOldDeliveries(firmId: FirmId): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query(
          `delete from webhook_delivery where firm_id = $1 and received_at < now() - interval '${deliveriesKept}'`,
          [firmId],
        ),
      );
    },
  };
}

/** Locks the firm's drain; makes it one that is ordered. @returns whether it was not. */
async function order(connection: Connection, firmId: FirmId): Promise<boolean> {
  const { rowCount } = await connection.query(
    `insert into change_drain as known (firm_id, ordered, due_at)
     values ($1, true, now() + interval '${orderSeconds} seconds')
     on conflict (firm_id) do update set ordered = true, due_at = excluded.due_at
     where not known.ordered or known.due_at < now()`,
    [firmId],
  );
  return rowCount === 1;
}
