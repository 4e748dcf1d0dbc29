import type { CreateTableCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';
import { expiryAttribute } from './sync/retention.ts';

/**
 * The tables of the Clio integration in DynamoDB. No transactions and no streams are used.
 *
 * The indexes with a `pending` or `unfinished` key are sparse: only items that somebody must still care for carry it, so
 * the scheduler reads exactly those. Their partition key is one constant: they hold a handful of items at any time. The
 * index `due` holds every connection that works, by when its next sync is due; each is written once per interval.
 */
export interface TableDefinition {
  name: 'ClioConnection' | 'SyncJob' | 'SyncError' | 'FirmPlan' | 'WithheldDeletion';
  partitionKey: string;
  sortKey?: string;
  indexes: readonly { name: string; partitionKey: string; sortKey: string }[];
  /** The attribute by which DynamoDB deletes items (TTL); none where items stay. */
  expiry?: typeof expiryAttribute;
}

/** Value of the partition key of the sparse indexes. */
export const marked = 'y';
export const pendingEventsIndex = 'pendingEvents';
export const unfinishedIndex = 'unfinished';
export const byFirmIndex = 'byFirm';
export const dueIndex = 'due';

const pendingEvents = { name: pendingEventsIndex, partitionKey: 'pending', sortKey: 'pendingEventsAt' };

export const clioTables: readonly TableDefinition[] = [
  {
    name: 'ClioConnection',
    partitionKey: 'firmId',
    indexes: [pendingEvents, { name: dueIndex, partitionKey: 'due', sortKey: 'dueAt' }],
  },
  {
    name: 'SyncJob',
    partitionKey: 'jobId',
    indexes: [
      { name: byFirmIndex, partitionKey: 'firmId', sortKey: 'startedAt' },
      { name: unfinishedIndex, partitionKey: 'unfinished', sortKey: 'updatedAt' },
      pendingEvents,
    ],
    expiry: expiryAttribute,
  },
  { name: 'SyncError', partitionKey: 'jobId', sortKey: 'errorId', indexes: [], expiry: expiryAttribute },
  { name: 'FirmPlan', partitionKey: 'firmId', indexes: [] },
  { name: 'WithheldDeletion', partitionKey: 'firmId', sortKey: 'entity', indexes: [] },
];

/** The request that creates a table. All keys are strings. */
export function createTableInput({ name, partitionKey, sortKey, indexes }: TableDefinition): CreateTableCommandInput {
  const keys = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  const names = new Set(keys.filter((key) => key !== undefined));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      ...(sortKey ? [{ AttributeName: sortKey, KeyType: 'RANGE' as const }] : []),
    ],
    ...(indexes.length > 0
      ? {
          GlobalSecondaryIndexes: indexes.map((index) => ({
            IndexName: index.name,
            KeySchema: [
              { AttributeName: index.partitionKey, KeyType: 'HASH' },
              { AttributeName: index.sortKey, KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          })),
        }
      : {}),
  };
}

/** The request by which DynamoDB begins to delete a table's items by their expiry; undefined where they stay. */
export function timeToLiveInput({ name, expiry }: TableDefinition): UpdateTimeToLiveCommandInput | undefined {
  return expiry && { TableName: name, TimeToLiveSpecification: { AttributeName: expiry, Enabled: true } };
}
