import type { DomainEvent } from '@smarterfirms/platform/events';
import type { FirmId, SyncJobId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type Dynamo, markedPages } from '../dynamo.ts';
import { dueIndex } from '../tables.ts';
import { type ClioConnectionRecord, clioConnectionRecord } from './clio-connection-record.ts';
import { appendEvents, type ConnectionUpdate, eventValues } from './connection-update.ts';

/** When a connection is synced: the one job that may run, when the next is due, and what is late. */
export function createScheduleRecords(dynamo: Dynamo, table: string, update: ConnectionUpdate) {
  return {
    /** Makes the job the one that runs. True also when it is already. `instead` names a job that is known to have ended. */
    claimJob(firmId: FirmId, jobId: SyncJobId, instead?: SyncJobId): Promise<boolean> {
      return update(
        firmId,
        'set activeJobId = :job, latestJobId = :job',
        { ':job': jobId, ':connected': 'CONNECTED', ...(instead ? { ':instead': instead } : {}) },
        `#status = :connected and (attribute_not_exists(activeJobId) or activeJobId = :job${instead ? ' or activeJobId = :instead' : ''})`,
      );
    },

    /**
     * The job has ended; `syncedAt` where everything is in step since then, which never goes back and is not said of a copy
     * that is erased: what was read before the firm connected may have been.
     */
    async releaseJob(firmId: FirmId, jobId: SyncJobId, syncedAt: string | undefined): Promise<boolean> {
      const isNews = 'connectedAt < :at and (attribute_not_exists(lastSyncedAt) or lastSyncedAt < :at)';
      const isThere = 'attribute_not_exists(erasing) and attribute_not_exists(erasedAt)';
      const said =
        syncedAt !== undefined &&
        (await update(
          firmId,
          'set lastSyncedAt = :at remove activeJobId',
          { ':job': jobId, ':at': syncedAt },
          `activeJobId = :job and ${isNews} and ${isThere}`,
        ));
      return said || update(firmId, 'remove activeJobId', { ':job': jobId }, 'activeJobId = :job');
    },

    /** Connections whose next sync is due, the longest waiting first, in pages of so many. */
    due(now: Date, pageSize: number): AsyncGenerator<ClioConnectionRecord[], void> {
      const range = { condition: 'dueAt <= :to', to: now };
      const items = { table, index: dueIndex, mark: 'due', range, pageSize } as const;
      return markedPages(dynamo, items, (item) => clioConnectionRecord.parse(item));
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
  };
}
