import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { FirmId, SyncJobId } from '@smarterfirms/platform/ids';
import { type Dynamo, firstFound, markedPages, queriedPages, wrote } from '../dynamo.ts';
import { byFirmIndex, marked, pendingEventsIndex, unfinishedIndex } from '../tables.ts';
import { expired, expiryAfter, expiryValues, isExpired, jobKeptDays, unexpired } from './retention.ts';
import { isOver, type SyncJobRecord, syncJobRecord } from './sync-job-record.ts';
import { nextTiming } from './sync-timing.ts';

export type SyncJobRecords = ReturnType<typeof createSyncJobRecords>;

/** DynamoDB takes at most this many keys in one BatchGetItem. */
const batchKeysMax = 100;

/** One whose time is over is as good as none. */
const ifNew = () => ({
  ConditionExpression: `attribute_not_exists(jobId) or ${expired}`,
  ExpressionAttributeValues: expiryValues(),
});

const expiryOf = ({ finishedAt, updatedAt }: Pick<SyncJobRecord, 'finishedAt' | 'updatedAt'>) =>
  expiryAfter(finishedAt ?? updatedAt, jobKeptDays);

/** Everything that reads or writes the items of SyncJob. Writes that answer a boolean say whether their condition held. */
export function createSyncJobRecords(dynamo: Dynamo, table: string) {
  return {
    async find(jobId: SyncJobId): Promise<SyncJobRecord | undefined> {
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: { jobId }, ConsistentRead: true }));
      return Item && !isExpired(Item) ? syncJobRecord.parse(Item) : undefined;
    },

    /** One BatchGetItem per 100 jobs; those that do not exist are missing from the answer. */
    async findMany(jobIds: readonly SyncJobId[]): Promise<Map<SyncJobId, SyncJobRecord>> {
      const found = new Map<SyncJobId, SyncJobRecord>();
      let keys: Record<string, unknown>[] = [...new Set(jobIds)].map((jobId) => ({ jobId }));
      while (keys.length > 0) {
        const { Responses, UnprocessedKeys } = await dynamo.send(
          new BatchGetCommand({ RequestItems: { [table]: { Keys: keys.slice(0, batchKeysMax) } } }),
        );
        for (const item of Responses?.[table] ?? []) {
          if (isExpired(item)) continue;
          const record = syncJobRecord.parse(item);
          found.set(record.jobId, record);
        }
        keys = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...keys.slice(batchKeysMax)];
      }
      return found;
    },

    create(job: SyncJobRecord): Promise<boolean> {
      return wrote(
        dynamo.send(
          new PutCommand({
            TableName: table,
            Item: { ...job, unfinished: marked },
            ...ifNew(),
          }),
        ),
      );
    },

    /** Puts work that is over and was never a job of its own into the firm's history. Nobody has to look after it. */
    recordEnded(job: SyncJobRecord): Promise<boolean> {
      return wrote(dynamo.send(new PutCommand({ TableName: table, Item: { ...job, ...expiryOf(job) }, ...ifNew() })));
    },

    /** Takes back a job that never got to run. */
    removeUnstarted(jobId: SyncJobId): Promise<boolean> {
      return wrote(
        dynamo.send(
          new DeleteCommand({
            TableName: table,
            Key: { jobId },
            ConditionExpression: 'version = :first',
            ExpressionAttributeValues: { ':first': 1 },
          }),
        ),
      );
    },

    /**
     * Writes the next state of an unfinished job in place of the one that was read. A state that is over carries its
     * events and stays marked until they are published.
     */
    advance(
      before: SyncJobRecord,
      next: Omit<SyncJobRecord, 'version' | 'updatedAt'>,
    ): Promise<SyncJobRecord | undefined> {
      const now = new Date();
      const timing = nextTiming(before, next, now);
      const state: SyncJobRecord = { ...next, timing, version: before.version + 1, updatedAt: now.toISOString() };
      const record = isOver(state) ? { ...state, pendingEvents: state.pendingEvents ?? [] } : state;
      const marks = isOver(state)
        ? { pending: marked, pendingEventsAt: state.updatedAt, ...expiryOf(state) }
        : { unfinished: marked };
      const write = dynamo.send(
        new PutCommand({
          TableName: table,
          Item: { ...record, ...marks },
          ConditionExpression: 'version = :version and #status in (:queued, :running)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':version': before.version, ':queued': 'QUEUED', ':running': 'RUNNING' },
        }),
      );
      return wrote(write).then((written) => (written ? record : undefined));
    },

    /** The events of an ended job are published and its connection is released. */
    settled(jobId: SyncJobId): Promise<boolean> {
      return wrote(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: { jobId },
            UpdateExpression: 'remove pending, pendingEventsAt, pendingEvents',
            ConditionExpression: 'attribute_exists(pending)',
          }),
        ),
      );
    },

    /** A firm's jobs, newest first, from below the given one. */
    async ofFirm(
      firmId: FirmId,
      { limit, after }: { limit: number; after?: { startedAt: string; jobId: string } | undefined },
    ): Promise<SyncJobRecord[]> {
      const query = {
        TableName: table,
        IndexName: byFirmIndex,
        KeyConditionExpression: 'firmId = :firm',
        FilterExpression: unexpired,
        ExpressionAttributeValues: { ':firm': firmId, ...expiryValues() },
        ScanIndexForward: false,
        Limit: limit,
        ...(after ? { ExclusiveStartKey: { firmId, ...after } } : {}),
      };
      return firstFound(
        queriedPages(dynamo, query, (item) => syncJobRecord.parse(item)),
        limit,
      );
    },

    async countOfFirm(firmId: FirmId): Promise<number> {
      let count = 0;
      let from: Record<string, unknown> | undefined;
      do {
        const page = await dynamo.send(
          new QueryCommand({
            TableName: table,
            IndexName: byFirmIndex,
            KeyConditionExpression: 'firmId = :firm',
            FilterExpression: unexpired,
            ExpressionAttributeValues: { ':firm': firmId, ...expiryValues() },
            Select: 'COUNT',
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        count += page.Count ?? 0;
        from = page.LastEvaluatedKey;
      } while (from);
      return count;
    },

    /** Unfinished jobs that nobody has written since then, the most silent first, in pages of so many. */
    silentSince(since: Date, pageSize: number): AsyncGenerator<SyncJobRecord[], void> {
      const range = { condition: 'updatedAt < :to', to: since };
      return markedPages(dynamo, { table, index: unfinishedIndex, mark: 'unfinished', range, pageSize }, (item) =>
        syncJobRecord.parse(item),
      );
    },

    /** Ended jobs whose events wait or whose connection is not released, oldest first, in pages of so many. */
    pending(pageSize: number): AsyncGenerator<SyncJobRecord[], void> {
      return markedPages(dynamo, { table, index: pendingEventsIndex, mark: 'pending', pageSize }, (item) =>
        syncJobRecord.parse(item),
      );
    },
  };
}
