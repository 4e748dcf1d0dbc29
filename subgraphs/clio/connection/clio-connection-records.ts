import { BatchGetCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DomainEvent } from '@smarterfirms/platform/events';
import type { FirmId } from '@smarterfirms/platform/ids';
import { type Dynamo, markedPages, wrote } from '../dynamo.ts';
import { marked, pendingEventsIndex } from '../tables.ts';
import { type ClioConnectionRecord, type ClioUpdates, clioConnectionRecord } from './clio-connection-record.ts';
import { appendEvents, connectionUpdate, eventValues } from './connection-update.ts';
import { createScheduleRecords } from './schedule-records.ts';
import { createTokenRecords, leaseAttributes, type SealedTokens } from './token-records.ts';

export interface NewConnection extends SealedTokens {
  firmId: FirmId;
  region: ClioConnectionRecord['region'];
  accountId: string;
  accountName: string | undefined;
  userName: string | undefined;
  viewer?: string | undefined;
  connectedAt: string;
}

const firstDueMs = 120_000;

export type ClioConnectionRecords = ReturnType<typeof createClioConnectionRecords>;

/**
 * Everything that reads or writes the items of ClioConnection. Writes that answer a boolean say whether their condition held.
 */
export function createClioConnectionRecords(dynamo: Dynamo, table: string) {
  const update = connectionUpdate(dynamo, table);

  return {
    ...createTokenRecords(update),
    ...createScheduleRecords(dynamo, table, update),

    async find(firmId: FirmId): Promise<ClioConnectionRecord | undefined> {
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: { firmId }, ConsistentRead: true }));
      return Item ? clioConnectionRecord.parse(Item) : undefined;
    },

    async findMany(firmIds: readonly FirmId[]): Promise<Map<FirmId, ClioConnectionRecord>> {
      const found = new Map<FirmId, ClioConnectionRecord>();
      let keys: Record<string, unknown>[] = [...new Set(firmIds)].map((firmId) => ({ firmId }));
      while (keys.length > 0) {
        const { Responses, UnprocessedKeys } = await dynamo.send(
          new BatchGetCommand({ RequestItems: { [table]: { Keys: keys.slice(0, 100), ConsistentRead: true } } }),
        );
        for (const item of Responses?.[table] ?? []) {
          const record = clioConnectionRecord.parse(item);
          found.set(record.firmId, record);
        }
        keys = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...keys.slice(100)];
      }
      return found;
    },

    /** Stores a new connection in place of the one that was read, and the events that tell of it. */
    async connect(
      before: ClioConnectionRecord | undefined,
      connection: NewConnection,
      events: readonly DomainEvent[],
    ): Promise<boolean> {
      const next: ClioConnectionRecord = {
        ...(before?.activeJobId ? { activeJobId: before.activeJobId } : {}),
        ...(before?.latestJobId ? { latestJobId: before.latestJobId } : {}),
        ...(before?.erasing ? { erasing: before.erasing } : {}),
        ...(before?.lastSyncedAt ? { lastSyncedAt: before.lastSyncedAt } : {}),
        ...(before?.reconciledAt ? { reconciledAt: before.reconciledAt } : {}),
        ...connection,
        status: 'CONNECTED',
        tokenVersion: (before?.tokenVersion ?? 0) + 1,
        pendingEvents: [...(before?.pendingEvents ?? []), ...events],
        // The first sync begins at once, by whoever connects; the schedule looks soon whether it did.
        dueAt: new Date(Date.now() + firstDueMs).toISOString(),
      };
      return wrote(
        dynamo.send(
          new PutCommand({
            TableName: table,
            Item: { ...next, pending: marked, pendingEventsAt: new Date().toISOString(), due: marked },
            ...(before
              ? {
                  ConditionExpression: 'tokenVersion = :version',
                  ExpressionAttributeValues: { ':version': before.tokenVersion },
                }
              : { ConditionExpression: 'attribute_not_exists(firmId)' }),
          }),
        ),
      );
    },

    /** Forgets the tokens; with `erasing` the firm's copy is to be erased. */
    disconnect(
      before: ClioConnectionRecord,
      erasing: string | undefined,
      events: readonly DomainEvent[],
    ): Promise<boolean> {
      return update(
        before.firmId,
        `set #status = :disconnected, tokenVersion = :next, ${appendEvents}${erasing ? ', erasing = :erasing' : ''}
         remove tokens, tokensExpireAtMs, tokensRefreshAtMs, updates, ${leaseAttributes}, problem, budget, due, dueAt, reconciledAt${erasing ? ', lastSyncedAt' : ''}`,
        {
          ':disconnected': 'DISCONNECTED',
          ':version': before.tokenVersion,
          ':next': before.tokenVersion + 1,
          ...eventValues(events),
          ...(erasing ? { ':erasing': erasing } : {}),
        },
        'tokenVersion = :version',
      );
    },

    /**
     * The copy is gone; of a firm that has connected again meanwhile that is not noted, because its next copy begins now. False
     * when another erasure was asked for meanwhile.
     */
    async erased(firmId: FirmId, erasing: string): Promise<boolean> {
      const noted = await update(
        firmId,
        'set erasedAt = :at remove erasing',
        { ':erasing': erasing, ':at': new Date().toISOString(), ':disconnected': 'DISCONNECTED' },
        'erasing = :erasing and #status = :disconnected',
      );
      return noted || update(firmId, 'remove erasing', { ':erasing': erasing }, 'erasing = :erasing');
    },

    /** Somebody has accepted what that person sees as all there is; not where Clio was connected anew meanwhile. */
    setViewer({ firmId, connectedAt }: ClioConnectionRecord, viewer: string): Promise<boolean> {
      return update(
        firmId,
        'set viewer = :viewer',
        { ':viewer': viewer, ':connected': connectedAt },
        'connectedAt = :connected',
      );
    },

    /** How Clio tells us of changes from now on. */
    setUpdates(firmId: FirmId, updates: ClioUpdates): Promise<boolean> {
      return update(
        firmId,
        'set updates = :updates',
        { ':updates': updates, ':disconnected': 'DISCONNECTED' },
        'attribute_exists(firmId) and #status <> :disconnected',
      );
    },

    /** Connections with events to publish or a copy to erase, oldest first, in pages of so many. */
    pending(pageSize: number): AsyncGenerator<ClioConnectionRecord[], void> {
      const items = { table, index: pendingEventsIndex, mark: 'pending', pageSize } as const;
      return markedPages(dynamo, items, (item) => clioConnectionRecord.parse(item));
    },

    /** Forgets events that were published; false when more came meanwhile (then all are published again). */
    clearEvents({ firmId, erasing }: ClioConnectionRecord, published: readonly DomainEvent[]): Promise<boolean> {
      const [first] = published;
      return update(
        firmId,
        // While the copy is being erased the item stays marked, so that the scheduler goes on looking after it.
        erasing ? 'set pendingEvents = :none' : 'remove pendingEvents, pending, pendingEventsAt',
        {
          ':count': published.length,
          ...(first ? { ':first': first.id } : {}),
          ...(erasing ? { ':none': [], ':erasing': erasing } : {}),
        },
        [
          'size(pendingEvents) = :count',
          ...(first ? ['pendingEvents[0].id = :first'] : []),
          erasing ? 'erasing = :erasing' : 'attribute_not_exists(erasing)',
        ].join(' and '),
      );
    },
  };
}
