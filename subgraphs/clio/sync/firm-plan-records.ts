import { BatchGetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '@smarterfirms/platform/events';
import type { FirmId } from '@smarterfirms/platform/ids';
import { z } from 'zod';
import { type Dynamo, wrote } from '../dynamo.ts';

/** What this service must know of a firm's plan; the rest is the accounts service's. */
const firmPlanRecord = z.object({
  firmId: z.custom<FirmId>((value) => typeof value === 'string'),
  syncIntervalMinutes: z.number().int().positive(),
  /** When the event that told it occurred. */
  asOf: z.string(),
});

/** DynamoDB takes at most this many keys in one BatchGetItem. */
const batchKeysMax = 100;

export type FirmPlanRecords = ReturnType<typeof createFirmPlanRecords>;

/** The projection of `subscription.changed`. Events come in any order and more than once: an older one changes nothing. */
export function createFirmPlanRecords(dynamo: Dynamo, table: string) {
  return {
    async project({ payload, occurredAt }: EventOf<'subscription.changed'>): Promise<void> {
      const { firmId, syncIntervalMinutes } = payload;
      await wrote(
        dynamo.send(
          new PutCommand({
            TableName: table,
            Item: { firmId, syncIntervalMinutes, asOf: occurredAt },
            ConditionExpression: 'attribute_not_exists(firmId) or asOf <= :asOf',
            ExpressionAttributeValues: { ':asOf': occurredAt },
          }),
        ),
      );
    },

    /** Minutes between two incremental syncs, for the firms whose plan is known. */
    async intervalMinutes(firmIds: readonly FirmId[]): Promise<Map<FirmId, number>> {
      const found = new Map<FirmId, number>();
      let keys: Record<string, unknown>[] = [...new Set(firmIds)].map((firmId) => ({ firmId }));
      while (keys.length > 0) {
        const { Responses, UnprocessedKeys } = await dynamo.send(
          new BatchGetCommand({ RequestItems: { [table]: { Keys: keys.slice(0, batchKeysMax) } } }),
        );
        for (const item of Responses?.[table] ?? []) {
          const { firmId, syncIntervalMinutes } = firmPlanRecord.parse(item);
          found.set(firmId, syncIntervalMinutes);
        }
        keys = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...keys.slice(batchKeysMax)];
      }
      return found;
    },
  };
}
