import { createHash } from 'node:crypto';
import { asOwner } from '@smarterfirms/platform/firm-transaction';
import { asId, type FirmId, type UserId } from '@smarterfirms/platform/ids';
import type { Database } from '../database.ts';
import { type ClioRegion, clioRegions } from './clio-connection-record.ts';

export interface OauthAttempt {
  firmId: FirmId;
  userId: UserId;
  region: ClioRegion;
  nonceHash: Uint8Array;
  expiresAt: Date;
  usedAt: Date | null;
}

export type OauthAttemptRecords = ReturnType<typeof createOauthAttemptRecords>;

/** The rows of oauth_attempt. States and nonces come in as they are and lie in the table as SHA-256. */
export function createOauthAttemptRecords(database: Database) {
  return {
    /** Stores an attempt and drops the firm's expired ones. */
    async create(
      attempt: Omit<OauthAttempt, 'nonceHash' | 'usedAt'> & { state: string; nonce: string },
    ): Promise<void> {
      const { state, nonce, ...rest } = attempt;
      await asOwner(database, { firmId: attempt.firmId }, async (transaction) => {
        await transaction.oauthAttempt.deleteMany({ where: { expiresAt: { lt: new Date(Date.now() - day) } } });
        await transaction.oauthAttempt.create({
          data: { ...rest, stateHash: sha256(state), nonceHash: sha256(nonce) },
        });
      });
    },

    async find(state: string): Promise<OauthAttempt | undefined> {
      return withState(database, state, async (transaction, stateHash) => {
        const row = await transaction.oauthAttempt.findUnique({ where: { stateHash } });
        if (!row) return undefined;
        const region = clioRegions.find((known) => known === row.region);
        if (!region) throw new Error(`an attempt holds the unknown region ${row.region}`);
        return {
          firmId: asId('firm', row.firmId),
          userId: asId('user', row.userId),
          region,
          nonceHash: row.nonceHash,
          expiresAt: row.expiresAt,
          usedAt: row.usedAt,
        };
      });
    },

    /** Uses the attempt up. False when somebody has before: only one caller ever gets true. */
    async use(state: string): Promise<boolean> {
      return withState(database, state, async (transaction, stateHash) => {
        const { count } = await transaction.oauthAttempt.updateMany({
          where: { stateHash, usedAt: null },
          data: { usedAt: new Date() },
        });
        return count === 1;
      });
    },
  };
}

const day = 86_400_000;

export function sha256(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(text, 'utf8').digest());
}

type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

/** A transaction that sees the one attempt of this state: the callback does not know the firm yet. */
function withState<Result>(
  database: Database,
  state: string,
  work: (transaction: Transaction, stateHash: Uint8Array<ArrayBuffer>) => Promise<Result>,
): Promise<Result> {
  const stateHash = sha256(state);
  const hex = Buffer.from(stateHash).toString('hex');
  return database.$transaction(async (transaction) => {
    await transaction.$executeRaw`select set_config('app.oauth_state_hash', ${hex}, true)`;
    return work(transaction, stateHash);
  });
}
