import type { RejectedRecord, SyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import type { SyncEntityRecord, SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import type { SyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import type { StoredRecords } from '@smarterfirms/data/store-records';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';

export interface Tally {
  requested(): void;
  stored(entity: SyncEntityType, fetched: number, stored: StoredRecords): void;
  deleted(entity: SyncEntityType, count: number): void;
  /** Writes what was done into the firm's history, and what could not be stored; nothing where nothing was fetched. */
  record(parts: { jobs: Pick<SyncJobRecords, 'recordEnded'>; errors: Pick<SyncErrorRecords, 'putAll'> }): Promise<void>;
}

/** Counts what one drain of a firm's changes does. */
export function createTally(firmId: FirmId): Tally {
  const startedAt = new Date().toISOString();
  const entities = new Map<SyncEntityType, SyncEntityRecord>();
  const jobId = newId('syncJob');
  const rejected: RejectedRecord[] = [];
  let requests = 0;
  const of = (type: SyncEntityType): SyncEntityRecord => {
    const known = entities.get(type) ?? { type, status: 'COMPLETED', ...nothing };
    entities.set(type, known);
    return known;
  };
  return {
    requested() {
      requests++;
    },
    stored(type, fetched, stored) {
      const entity = of(type);
      entity.fetched += fetched;
      entity.total = entity.fetched;
      entity.inserted += stored.inserted;
      entity.changed += stored.changed;
      entity.unchanged += stored.unchanged;
      entity.rejected += stored.rejected.length;
      for (const { clioId, reason } of stored.rejected) {
        rejected.push({ jobId, firmId, entity: type, clioId, code: 'RECORD_NOT_READABLE', message: reason });
      }
    },
    deleted(type, count) {
      of(type).deleted += count;
    },
    async record({ jobs, errors }) {
      if (entities.size === 0) return;
      const finishedAt = new Date().toISOString();
      const job: SyncJobRecord = {
        jobId,
        firmId,
        kind: 'TARGETED',
        status: [...entities.values()].some(({ rejected }) => rejected > 0) ? 'PARTIAL' : 'COMPLETED',
        version: 1,
        startedAt,
        updatedAt: finishedAt,
        finishedAt,
        entities: [...entities.values()],
        requestsUsed: requests,
      };
      // First, so that a job that names them is never without them.
      await errors.putAll(rejected);
      await jobs.recordEnded(job);
    },
  };
}

const nothing = { fetched: 0, inserted: 0, changed: 0, unchanged: 0, rejected: 0, deleted: 0 };
