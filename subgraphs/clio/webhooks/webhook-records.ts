import { asId, type FirmId } from '@smarterfirms/platform/ids';
import { inFirm, inTransaction, type Pool } from '@smarterfirms/platform/postgres';
import { everyModel } from './gap-records.ts';
import { hashOfKey } from './webhook-address.ts';
import type { ClioModel } from './webhook-model.ts';

/** CREATING: neither id nor secret is known yet. PENDING: Clio awaits our confirmation. ENABLED: it delivers. */
export type WebhookStatus = 'CREATING' | 'PENDING' | 'ENABLED';

export interface WebhookRow {
  firmId: FirmId;
  /** SHA-256 of the secret path, in hex. */
  keyHash: string;
  model: ClioModel;
  fields: string;
  status: WebhookStatus;
  webhookId: string | null;
  /** Sealed. */
  secret: string | null;
  expiresAt: Date | null;
}

export type WebhookRecords = ReturnType<typeof createWebhookRecords>;

const columns = `firm_id as "firmId", encode(key_hash, 'hex') as "keyHash", model, fields, status, webhook_id as "webhookId", secret,
  expires_at as "expiresAt"`;

const tablesOfFirm = [
  'clio_webhook',
  'webhook_gap',
  'webhook_upkeep',
  'webhook_delivery',
  'pending_change',
  'change_drain',
] as const;

/** The rows of clio_webhook. */
export function createWebhookRecords(pool: Pool) {
  return {
    /** The webhook of a secret path, whosever it is. */
    async findByKey(key: string): Promise<WebhookRow | undefined> {
      const hash = hashOfKey(key);
      return inTransaction(pool, async (connection) => {
        await connection.query("select set_config('app.webhook_key_hash', $1, true)", [hash.toString('hex')]);
        const { rows } = await connection.query<WebhookRow>(`select ${columns} from clio_webhook where key_hash = $1`, [
          hash,
        ]);
        return rows[0] && { ...rows[0], firmId: asId('firm', rows[0].firmId) };
      });
    },

    async ofFirm(firmId: FirmId): Promise<WebhookRow[]> {
      return inFirm(pool, firmId, async (connection) => {
        const { rows } = await connection.query<WebhookRow>(
          `select ${columns} from clio_webhook where firm_id = $1 order by model`,
          [firmId],
        );
        return rows;
      });
    },

    /**
     * Notes that Clio is about to be asked for a webhook, in place of the firm's former one of the model.
     *
     * @param gap deliveries may be missing; noted with it, so that no crash loses what has to be caught up with.
     * @returns its key hash.
     */
    async begin(
      firmId: FirmId,
      { key, model, fields, gap }: { key: string; model: ClioModel; fields: string; gap: boolean },
    ): Promise<string> {
      const hash = hashOfKey(key);
      await inFirm(pool, firmId, async (connection) => {
        await connection.query('delete from clio_webhook where firm_id = $1 and model = $2', [firmId, model]);
        await connection.query('insert into clio_webhook (firm_id, key_hash, model, fields) values ($1, $2, $3, $4)', [
          firmId,
          hash,
          model,
          fields,
        ]);
        if (!gap) return;
        await connection.query(
          `insert into webhook_gap (firm_id, model) values ($1, $2)
           on conflict (firm_id, model) do update set due_at = null, gap_id = gen_random_uuid()`,
          [firmId, model],
        );
      });
      return hash.toString('hex');
    },

    /** What Clio says of a webhook of ours. */
    async know(
      firmId: FirmId,
      keyHash: string,
      known: {
        webhookId: string;
        status: Exclude<WebhookStatus, 'CREATING'>;
        expiresAt: Date | undefined;
        /** Sealed; undefined leaves what is stored. */
        secret?: string | undefined;
        fields?: string | undefined;
      },
    ): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query(
          `update clio_webhook
           set webhook_id = $3, status = $4, expires_at = $5, secret = coalesce($6, secret), fields = coalesce($7, fields)
           where firm_id = $1 and key_hash = decode($2, 'hex')`,
          [firmId, keyHash, known.webhookId, known.status, known.expiresAt, known.secret, known.fields],
        ),
      );
    },

    async remove(firmId: FirmId, keyHash: string): Promise<void> {
      await inFirm(pool, firmId, (connection) =>
        connection.query(`delete from clio_webhook where firm_id = $1 and key_hash = decode($2, 'hex')`, [
          firmId,
          keyHash,
        ]),
      );
    },

    /**
     * Forgets all of a firm: whatever Clio still delivers is answered with 410, which makes it stop.
     *
     * @param copyStays then what is deleted in Clio until the firm connects again has to be found: a gap of everything.
     */
    async removeAll(firmId: FirmId, { copyStays }: { copyStays: boolean }): Promise<void> {
      await inFirm(pool, firmId, async (connection) => {
        for (const table of tablesOfFirm) await connection.query(`delete from ${table} where firm_id = $1`, [firmId]);
        if (!copyStays) return;
        // Whoever forgets at the same moment notes it too.
        await connection.query(
          `insert into webhook_gap (firm_id, model) values ($1, $2)
           on conflict (firm_id, model) do update set due_at = null, gap_id = gen_random_uuid()`,
          [firmId, everyModel],
        );
      });
    },
  };
}
