import { createHash } from 'node:crypto';
import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { encodeUuid, type FirmId, type Id, type SyncJobId } from '@smarterfirms/platform/ids';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { z } from 'zod';
import type { Dynamo } from '../dynamo.ts';

export const syncErrorRecord = z.object({
  jobId: z.string(),
  errorId: z.string(),
  firmId: z.string(),
  entity: z.enum(syncEntityTypes),
  /** Clio's id of the record; undefined where it has none that could be read. */
  clioId: z.string().optional(),
  code: z.string(),
  /** What was wrong with which field; never the field's value, which may be personal. */
  message: z.string(),
  occurredAt: z.string(),
});
export type SyncErrorRecord = z.infer<typeof syncErrorRecord>;

/** DynamoDB takes at most this many items in one BatchWriteItem. */
const batchItemsMax = 25;

export interface RejectedRecord {
  jobId: SyncJobId;
  firmId: FirmId;
  entity: SyncEntityType;
  clioId: string | undefined;
  code: string;
  message: string;
}

export type SyncErrorRecords = ReturnType<typeof createSyncErrorRecords>;

export function createSyncErrorRecords(dynamo: Dynamo, table: string) {
  return {
    /** Stores what could not be synced. The id follows from the record and its fault, so a repeated page adds nothing. */
    async putAll(rejected: readonly RejectedRecord[]): Promise<void> {
      const occurredAt = new Date().toISOString();
      const byId = new Map(rejected.map((record) => [errorIdOf(record), record]));
      let requests = [...byId].map(([errorId, record]) => ({
        PutRequest: { Item: { ...record, errorId, occurredAt } as Record<string, unknown> },
      }));
      while (requests.length > 0) {
        const { UnprocessedItems } = await dynamo.send(
          new BatchWriteCommand({ RequestItems: { [table]: requests.slice(0, batchItemsMax) } }),
        );
        const again = (UnprocessedItems?.[table] ?? []) as typeof requests;
        requests = [...again, ...requests.slice(batchItemsMax)];
      }
    },

    async ofJob(jobId: SyncJobId, limit: number): Promise<SyncErrorRecord[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'jobId = :job',
          ExpressionAttributeValues: { ':job': jobId },
          Limit: limit,
        }),
      );
      return Items.map((item) => syncErrorRecord.parse(item));
    },
  };
}

function errorIdOf({ jobId, entity, clioId, code, message }: RejectedRecord): Id<'syncError'> {
  const hash = createHash('sha256')
    .update(JSON.stringify([jobId, entity, clioId ?? message, code]))
    .digest('hex');
  return encodeUuid('syncError', hash.slice(0, 32));
}
