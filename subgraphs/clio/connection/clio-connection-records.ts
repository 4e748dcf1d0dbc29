import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DomainEvent } from '@smarterfirms/platform/events';
import type { FirmId, SyncJobId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type Dynamo, wrote } from '../dynamo.ts';
import { dueIndex, marked, pendingEventsIndex } from '../tables.ts';
import { type ClioConnectionRecord, type ClioUpdates, clioConnectionRecord } from './clio-connection-record.ts';

export interface SealedTokens {
  tokens: string;
  tokensExpireAtMs: number;
  /** When to refresh them ahead of their end; undefined: not before. */
  tokensRefreshAtMs?: number | undefined;
}

/** Clocks of two machines differ by less. */
const skewMaxMs = 300_000;
/** Everything that a refresh under way has written. */
const leaseAttributes = 'refreshOwner, refreshUntilMs, refreshLeaseMs';

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

/** Everything that reads or writes the items of ClioConnection. Writes that answer a boolean say whether their condition held. */
export function createClioConnectionRecords(dynamo: Dynamo, table: string) {
  const update = (
    firmId: FirmId,
    expression: string,
    values: Record<string, unknown>,
    condition = 'attribute_exists(firmId)',
  ) =>
    wrote(
      dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: { firmId },
          UpdateExpression: expression,
          ConditionExpression: condition,
          ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
          ...(/#status/.test(expression + condition) ? { ExpressionAttributeNames: { '#status': 'status' } } : {}),
        }),
      ),
    );

  const appendEvents =
    'pending = :marked, pendingEventsAt = :at, pendingEvents = list_append(if_not_exists(pendingEvents, :none), :events)';
  const eventValues = (events: readonly DomainEvent[]) => ({
    ':marked': marked,
    ':at': new Date().toISOString(),
    ':none': [],
    ':events': events,
  });

  return {
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

    /** The copy is gone. False when another erasure was asked for meanwhile. */
    erased(firmId: FirmId, erasing: string): Promise<boolean> {
      return update(
        firmId,
        'set erasedAt = :at remove erasing',
        { ':erasing': erasing, ':at': new Date().toISOString() },
        'erasing = :erasing',
      );
    },

    /**
     * Takes the right to refresh the tokens of this version, unless somebody has it.
     *
     * @param dead a holder that the caller has watched do nothing for the whole of its lease. Clocks differ between
     *   machines, so a lease that is merely over by the caller's clock counts as over only after minutes.
     */
    leaseRefresh(
      firmId: FirmId,
      tokenVersion: number,
      owner: string,
      leaseMs: number,
      dead: string | undefined,
    ): Promise<boolean> {
      const now = Date.now();
      return update(
        firmId,
        'set refreshOwner = :owner, refreshUntilMs = :until, refreshLeaseMs = :lease',
        {
          ':owner': owner,
          ':until': now + leaseMs,
          ':lease': leaseMs,
          ':longAgo': now - skewMaxMs,
          ':version': tokenVersion,
          ':connected': 'CONNECTED',
          ...(dead ? { ':dead': dead } : {}),
        },
        `tokenVersion = :version and #status = :connected and (attribute_not_exists(refreshOwner)
         or refreshOwner = :owner or refreshUntilMs < :longAgo${dead ? ' or refreshOwner = :dead' : ''})`,
      );
    },

    /** Stores refreshed tokens. False when the lease was lost or the connection was replaced meanwhile. */
    storeRefreshed(firmId: FirmId, tokenVersion: number, owner: string, sealed: SealedTokens): Promise<boolean> {
      const { tokens, tokensExpireAtMs, tokensRefreshAtMs = tokensExpireAtMs } = sealed;
      return update(
        firmId,
        `set tokens = :tokens, tokensExpireAtMs = :expires, tokensRefreshAtMs = :refresh, tokenVersion = :next
         remove ${leaseAttributes}, budget`,
        {
          ':tokens': tokens,
          ':expires': tokensExpireAtMs,
          ':refresh': tokensRefreshAtMs,
          ':next': tokenVersion + 1,
          ':version': tokenVersion,
          ':owner': owner,
        },
        'tokenVersion = :version and refreshOwner = :owner',
      );
    },

    /** Lets others refresh. With `aheadAtMs` nobody tries ahead of the tokens' end before then. */
    releaseRefresh(firmId: FirmId, owner: string, aheadAtMs?: number): Promise<boolean> {
      return update(
        firmId,
        `${aheadAtMs === undefined ? '' : 'set tokensRefreshAtMs = :ahead '}remove ${leaseAttributes}`,
        { ':owner': owner, ...(aheadAtMs === undefined ? {} : { ':ahead': aheadAtMs }) },
        'refreshOwner = :owner',
      );
    },

    /** Marks the connection as one that a person must repair, once per version of the tokens. */
    needAttention(
      firmId: FirmId,
      tokenVersion: number,
      problem: string,
      events: readonly DomainEvent[],
    ): Promise<boolean> {
      return update(
        firmId,
        `set #status = :attention, problem = :problem, ${appendEvents} remove ${leaseAttributes}`,
        {
          ':attention': 'NEEDS_ATTENTION',
          ':connected': 'CONNECTED',
          ':problem': problem,
          ':version': tokenVersion,
          ...eventValues(events),
        },
        'tokenVersion = :version and #status = :connected',
      );
    },

    /** Makes the job the one that runs. True also when it is already. `instead` names a job that is known to have ended. */
    claimJob(firmId: FirmId, jobId: SyncJobId, instead?: SyncJobId): Promise<boolean> {
      return update(
        firmId,
        'set activeJobId = :job, latestJobId = :job',
        { ':job': jobId, ':connected': 'CONNECTED', ...(instead ? { ':instead': instead } : {}) },
        `#status = :connected and (attribute_not_exists(activeJobId) or activeJobId = :job${instead ? ' or activeJobId = :instead' : ''})`,
      );
    },

    /** The job has ended; `syncedAt` where it brought the copy up to date. */
    releaseJob(firmId: FirmId, jobId: SyncJobId, syncedAt: string | undefined): Promise<boolean> {
      return update(
        firmId,
        syncedAt ? 'set lastSyncedAt = :at remove activeJobId' : 'remove activeJobId',
        { ':job': jobId, ...(syncedAt ? { ':at': syncedAt } : {}) },
        'activeJobId = :job',
      );
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

    /** Notes which kinds of records are stale, with the event of those that are news; refused where another has noted it. */
    setStale(
      { firmId, staleNotedAt }: ClioConnectionRecord,
      stale: readonly SyncEntityType[],
      events: readonly DomainEvent[],
    ): Promise<boolean> {
      return update(
        firmId,
        `set staleEntities = :stale, staleNotedAt = :noted${events.length > 0 ? `, ${appendEvents}` : ''}`,
        {
          ':stale': stale,
          ':connected': 'CONNECTED',
          ':noted': new Date().toISOString(),
          ...(staleNotedAt ? { ':before': staleNotedAt } : {}),
          ...(events.length > 0 ? eventValues(events) : {}),
        },
        `#status = :connected and ${staleNotedAt ? 'staleNotedAt = :before' : 'attribute_not_exists(staleNotedAt)'}`,
      );
    },

    /** Connections whose next sync is due, the longest waiting first. */
    async due(now: Date, limit: number): Promise<ClioConnectionRecord[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          IndexName: dueIndex,
          KeyConditionExpression: 'due = :marked and dueAt <= :now',
          ExpressionAttributeValues: { ':marked': marked, ':now': now.toISOString() },
          Limit: limit,
        }),
      );
      return Items.map((item) => clioConnectionRecord.parse(item));
    },

    /** Moves the next sync from the time that was read; undefined takes it out of the schedule until somebody connects. */
    schedule({ firmId, dueAt }: ClioConnectionRecord, next: Date | undefined, reconciledAt?: Date): Promise<boolean> {
      const noted = reconciledAt
        ? { expression: ', reconciledAt = :noted', values: { ':noted': reconciledAt.toISOString() } }
        : undefined;
      return update(
        firmId,
        next ? `set dueAt = :next${noted?.expression ?? ''}` : 'remove due, dueAt',
        { ':before': dueAt, ...(next ? { ':next': next.toISOString(), ...noted?.values } : {}) },
        'dueAt = :before',
      );
    },

    /** Connections with events to publish or a copy to erase, oldest first. */
    async pending(limit: number): Promise<ClioConnectionRecord[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          IndexName: pendingEventsIndex,
          KeyConditionExpression: 'pending = :marked',
          ExpressionAttributeValues: { ':marked': marked },
          Limit: limit,
        }),
      );
      return Items.map((item) => clioConnectionRecord.parse(item));
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
