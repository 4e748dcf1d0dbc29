import { createHash } from 'node:crypto';
import { BatchWriteCommand, DeleteCommand, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { encodeUuid, type FirmId, type Id, isId, type SyncJobId } from '@smarterfirms/platform/ids';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { z } from 'zod';
import { type Dynamo, firstFound, queriedPages, wrote } from '../dynamo.ts';
import { errorKeptDays, expiryAfter, expiryValues, isExpired, unexpired } from './retention.ts';

/** RECORD_NOT_SHOWN: asked for once more, Clio does not show the record at all. */
export const syncErrorCodes = [
  'RECORD_NOT_READABLE',
  'RECORD_NOT_SHOWN',
  'FIELDS_REFUSED',
  'MASS_DELETION_REFUSED',
  'ABSENCE_WITHHELD',
  'DEAD_LETTERED',
] as const;
export type SyncErrorCode = (typeof syncErrorCodes)[number];
export type SyncErrorId = Id<'syncError'>;

const syncErrorRecord = z.object({
  jobId: z.string().refine((text): text is SyncJobId => isId('syncJob', text), 'expected a job id'),
  errorId: z.string().refine((text): text is SyncErrorId => isId('syncError', text), 'expected the id of an error'),
  firmId: z.string().refine((text): text is FirmId => isId('firm', text), 'expected a firm id'),
  entity: z.enum(syncEntityTypes),
  /** Clio's id of the record; undefined where it has none that could be read. */
  clioId: z.string().optional(),
  code: z.enum(syncErrorCodes),
  /** What was wrong with which field; never the field's value, which may be personal. */
  message: z.string(),
  occurredAt: z.string(),
  /** What a person has said to records that were withheld. */
  decision: z.object({ kind: z.enum(['ACCEPTED', 'KEPT']), byUserId: z.string(), at: z.string() }).optional(),
  /** When somebody last asked to fetch the record once more; undefined once that was tried. */
  retryAskedAt: z.string().optional(),
});
export type SyncErrorRecord = z.infer<typeof syncErrorRecord>;

/** DynamoDB takes at most this many items in one BatchWriteItem. */
const batchItemsMax = 25;

export interface RejectedRecord {
  jobId: SyncJobId;
  firmId: FirmId;
  entity: SyncEntityType;
  clioId: string | undefined;
  code: SyncErrorCode;
  message: string;
}

type SyncErrorKey = Pick<SyncErrorRecord, 'jobId' | 'errorId'>;
export type SyncErrorRecords = ReturnType<typeof createSyncErrorRecords>;

/** Everything that reads or writes the items of SyncError. */
export function createSyncErrorRecords(dynamo: Dynamo, table: string) {
  const keyOf = ({ jobId, errorId }: SyncErrorKey) => ({ jobId, errorId });
  return {
    /** Stores what could not be synced. The id follows from the record and its fault, so a repeated page adds nothing. */
    async putAll(rejected: readonly RejectedRecord[], at = new Date()): Promise<void> {
      const occurredAt = at.toISOString();
      const byId = new Map(rejected.map((record) => [errorIdOf(record), record]));
      let requests = [...byId].map(([errorId, record]) => ({
        PutRequest: {
          Item: { ...record, errorId, occurredAt, ...expiryAfter(occurredAt, errorKeptDays) } as Record<
            string,
            unknown
          >,
        },
      }));
      while (requests.length > 0) {
        const { UnprocessedItems } = await dynamo.send(
          new BatchWriteCommand({ RequestItems: { [table]: requests.slice(0, batchItemsMax) } }),
        );
        const again = (UnprocessedItems?.[table] ?? []) as typeof requests;
        requests = [...again, ...requests.slice(batchItemsMax)];
      }
    },

    async find(key: SyncErrorKey): Promise<SyncErrorRecord | undefined> {
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
      return Item && !isExpired(Item) ? syncErrorRecord.parse(Item) : undefined;
    },

    /** A job's errors in the order of their ids, from behind the given one. */
    async ofJob(jobId: SyncJobId, limit: number, after?: string): Promise<SyncErrorRecord[]> {
      const query = {
        TableName: table,
        KeyConditionExpression: after ? 'jobId = :job and errorId > :after' : 'jobId = :job',
        FilterExpression: unexpired,
        ExpressionAttributeValues: { ':job': jobId, ...(after ? { ':after': after } : {}), ...expiryValues() },
        Limit: limit,
      };
      return firstFound(
        queriedPages(dynamo, query, (item) => syncErrorRecord.parse(item)),
        limit,
      );
    },

    async countOfJob(jobId: SyncJobId): Promise<number> {
      let count = 0;
      let from: Record<string, unknown> | undefined;
      do {
        const page = await dynamo.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'jobId = :job',
            FilterExpression: unexpired,
            ExpressionAttributeValues: { ':job': jobId, ...expiryValues() },
            Select: 'COUNT',
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        count += page.Count ?? 0;
        from = page.LastEvaluatedKey;
      } while (from);
      return count;
    },

    /** Notes that the record is to be fetched once more. @returns false where the error is gone. */
    askRetry(key: SyncErrorKey, at: Date): Promise<boolean> {
      return wrote(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: keyOf(key),
            UpdateExpression: 'set retryAskedAt = :at',
            ConditionExpression: 'attribute_exists(errorId)',
            ExpressionAttributeValues: { ':at': at.toISOString() },
          }),
        ),
      );
    },

    /** Notes what fetching the record once more has shown. @returns false where the error is gone. */
    keepAfterRetry(key: SyncErrorKey, { code, message }: Pick<SyncErrorRecord, 'code' | 'message'>): Promise<boolean> {
      return wrote(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: keyOf(key),
            UpdateExpression: 'set code = :code, message = :message remove retryAskedAt',
            ConditionExpression: 'attribute_exists(errorId)',
            ExpressionAttributeValues: { ':code': code, ':message': message },
          }),
        ),
      );
    },

    /** Notes what a person has said to the records that a comparison has withheld. */
    async noteDecision(
      { jobId, entity }: Pick<SyncErrorRecord, 'jobId' | 'entity'>,
      decision: NonNullable<SyncErrorRecord['decision']>,
    ): Promise<void> {
      for (const code of ['MASS_DELETION_REFUSED', 'ABSENCE_WITHHELD'] as const) {
        await wrote(
          dynamo.send(
            new UpdateCommand({
              TableName: table,
              Key: { jobId, errorId: errorIdOf({ jobId, entity, code }) },
              UpdateExpression: 'set decision = :decision',
              ConditionExpression: 'attribute_exists(errorId)',
              ExpressionAttributeValues: { ':decision': decision },
            }),
          ),
        );
      }
    },

    async remove(key: SyncErrorKey): Promise<void> {
      await dynamo.send(new DeleteCommand({ TableName: table, Key: keyOf(key) }));
    },
  };
}

/**
 * What is withheld is one fault of an entity, whatever its number; anything else without a record is told apart by its words.
 */
function errorIdOf({
  jobId,
  entity,
  clioId,
  code,
  message,
}: Pick<RejectedRecord, 'jobId' | 'entity' | 'code'> & Partial<RejectedRecord>): SyncErrorId {
  const isOneOfEntity = code === 'MASS_DELETION_REFUSED' || code === 'ABSENCE_WITHHELD';
  const about = clioId ?? (isOneOfEntity ? entity : message);
  const hash = createHash('sha256')
    .update(JSON.stringify([jobId, entity, about, code]))
    .digest('hex');
  return encodeUuid('syncError', hash.slice(0, 32));
}
