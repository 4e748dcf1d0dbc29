import { type DomainEvent } from '@smarterfirms/platform/events';
import { type FirmId, isId, type SyncJobId, type UserId } from '@smarterfirms/platform/ids';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { z } from 'zod';

export const syncKinds = ['FULL', 'INCREMENTAL', 'TARGETED', 'RECONCILING'] as const;
export const syncStatuses = ['QUEUED', 'RUNNING', 'COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED'] as const;
export const syncEntityStatuses = ['QUEUED', 'RUNNING', 'COMPLETED', 'UNAVAILABLE', 'FAILED', 'CANCELLED'] as const;

export const syncWaits = ['CONNECTION'] as const;

export type SyncStatus = (typeof syncStatuses)[number];
export type SyncEntityStatus = (typeof syncEntityStatuses)[number];

const count = z.number().int().nonnegative();

const syncEntityRecord = z.object({
  type: z.enum(syncEntityTypes),
  status: z.enum(syncEntityStatuses),
  /** Rows received; a page that had to be fetched twice counts once. */
  fetched: count,
  /** Undefined where Clio does not say. */
  total: count.optional(),
  inserted: count,
  changed: count,
  unchanged: count,
  /** Rows that could not be stored; each is a SyncError. */
  rejected: count,
});
export type SyncEntityRecord = z.infer<typeof syncEntityRecord>;

/**
 * A sync job as it lies in DynamoDB. `version` grows with every write and every write is conditional on the version that
 * was read, so an older state never replaces a newer one.
 */
export const syncJobRecord = z.object({
  jobId: z.string().refine((text): text is SyncJobId => isId('syncJob', text), 'expected a job id'),
  firmId: z.string().refine((text): text is FirmId => isId('firm', text), 'expected a firm id'),
  kind: z.enum(syncKinds),
  status: z.enum(syncStatuses),
  version: z.number().int(),
  startedAt: z.string(),
  /** Also the heartbeat: the scheduler resumes an unfinished job that was not written for a while. */
  updatedAt: z.string(),
  finishedAt: z.string().optional(),
  requestedByUserId: z
    .string()
    .refine((text): text is UserId => isId('user', text), 'expected a user id')
    .optional(),
  entities: z.array(syncEntityRecord),
  requestsUsed: count,
  requestsPerMinute: count.optional(),
  /** Clio's limit is used up until then. */
  pausedUntil: z.string().optional(),
  /** Clio refuses our access: the job goes on from its checkpoints once somebody has connected again. */
  waitsFor: z.enum(syncWaits).optional(),
  failure: z.object({ code: z.string(), message: z.string() }).optional(),
  pendingEvents: z.array(z.custom<DomainEvent>()).optional(),
});
export type SyncJobRecord = z.infer<typeof syncJobRecord>;

/** A job that no worker has begun. */
export function newSyncJob({
  jobId,
  firmId,
  requestedByUserId,
}: {
  jobId: SyncJobId;
  firmId: FirmId;
  requestedByUserId: UserId | undefined;
}): SyncJobRecord {
  const now = new Date().toISOString();
  return {
    jobId,
    firmId,
    kind: 'FULL',
    status: 'QUEUED',
    version: 1,
    startedAt: now,
    updatedAt: now,
    ...(requestedByUserId ? { requestedByUserId } : {}),
    entities: syncEntityTypes.map((type) => ({
      type,
      status: 'QUEUED',
      fetched: 0,
      inserted: 0,
      changed: 0,
      unchanged: 0,
      rejected: 0,
    })),
    requestsUsed: 0,
  };
}

export function isOver({ status }: Pick<SyncJobRecord, 'status'>): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING';
}
