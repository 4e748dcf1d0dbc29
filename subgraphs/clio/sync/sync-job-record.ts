import { type DomainEvent } from '@smarterfirms/platform/events';
import { type FirmId, isId, type SyncJobId, type UserId } from '@smarterfirms/platform/ids';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { z } from 'zod';

export const syncKinds = ['FULL', 'INCREMENTAL', 'TARGETED', 'RECONCILING'] as const;
/** The kinds that walk, and of which a firm runs one at a time. Targeted work is no job: it runs beside them. */
export const exclusiveSyncKinds = ['FULL', 'INCREMENTAL', 'RECONCILING'] as const;
/**
 * What an entity is doing. RECENT: rows of the last 90 days. WALK: every row. CHANGED: rows changed since the last sync.
 * SWEEP: ids and versions of every row, and the rows that differ. CONFIRM: rows that the sweep did not show.
 */
export const syncPasses = ['RECENT', 'WALK', 'CHANGED', 'SWEEP', 'CONFIRM'] as const;
export const syncStatuses = ['QUEUED', 'RUNNING', 'COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED'] as const;
export const syncEntityStatuses = ['QUEUED', 'RUNNING', 'COMPLETED', 'UNAVAILABLE', 'FAILED', 'CANCELLED'] as const;

export const syncWaits = ['CONNECTION'] as const;

export type ExclusiveSyncKind = (typeof exclusiveSyncKinds)[number];
export type SyncPass = (typeof syncPasses)[number];
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
  /** Rows that the copy held before, where Clio does not say how many there are: the best guess at the total. */
  expected: count.optional(),
  inserted: count,
  changed: count,
  unchanged: count,
  /** Rows that could not be stored; each is a SyncError. */
  rejected: count,
  /** Rows that Clio no longer holds; jobs stored before have none. */
  deleted: count.default(0),
  /** Undefined until a worker has begun with the entity. */
  pass: z.enum(syncPasses).optional(),
  /** The pass over recent rows, which runs ahead of the walk; its rows do not count as fetched. */
  recent: z.object({ fetched: count, total: count.optional() }).optional(),
});
export type SyncEntityRecord = z.infer<typeof syncEntityRecord>;

/** What the time left is computed from. `sync-timing.ts` keeps it. */
const timing = z.object({
  /** How long the job's chains have been at work, added up: waits do not count. */
  chainMs: count,
  /** How many requests the job had made by then. */
  marks: z.array(z.object({ requests: count, chainMs: count })),
  /** Clio's window in which the last page came; undefined where Clio names no limit. */
  window: z
    .object({
      endsAt: z.string(),
      limit: count,
      remaining: count,
      /** Requests that the job had made when it began; below zero where somebody else had spent some of the job's first one. */
      begunWith: z.number().int(),
      /** Whether the job had to wait for its end. */
      waited: z.boolean(),
    })
    .optional(),
  /** When the job was last seen to have made a request. */
  requestedAt: z.string().optional(),
  /** Requests of a window that are not to be had by this job. */
  othersTake: count,
  /** Clio's limit last made the job wait until then. */
  waitsUntil: z.string().optional(),
});

/**
 * A sync job as it lies in DynamoDB. `version` grows with every write and every write is conditional on the version that
 * was read, so an older state never replaces a newer one.
 */
export const syncJobRecord = z.object({
  jobId: z.string().refine((text): text is SyncJobId => isId('syncJob', text), 'expected a job id'),
  firmId: z.string().refine((text): text is FirmId => isId('firm', text), 'expected a firm id'),
  kind: z.enum(syncKinds).default('FULL'),
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
  /** The job whose checkpoints this one goes on from. */
  continuesJobId: z
    .string()
    .refine((text): text is SyncJobId => isId('syncJob', text), 'expected a job id')
    .optional(),
  /** The comparison whose withheld absences a person has accepted as deletions: this one removes them. */
  acceptsDeletionsOf: z
    .string()
    .refine((text): text is SyncJobId => isId('syncJob', text), 'expected a job id')
    .optional(),
  /** What the job walks, each with how far it is. */
  entities: z.array(syncEntityRecord),
  /** Entities whose message failed so often that it lies in the dead-letter queue; a redrive lets them go on. */
  deadLettered: z.array(z.enum(syncEntityTypes)).optional(),
  /** When the last of them was put aside. */
  deadLetteredAt: z.string().optional(),
  requestsUsed: count,
  requestsPerMinute: count.optional(),
  timing: timing.optional(),
  /** Clio's limit is used up until then. */
  pausedUntil: z.string().optional(),
  /** Clio refuses our access: the job goes on from its checkpoints once somebody has connected again. */
  waitsFor: z.enum(syncWaits).optional(),
  failure: z.object({ code: z.string(), message: z.string() }).optional(),
  pendingEvents: z.array(z.custom<DomainEvent>()).optional(),
});
export type SyncJobRecord = z.infer<typeof syncJobRecord>;

export interface SyncOrder {
  jobId: SyncJobId;
  firmId: FirmId;
  /** Undefined when the schedule asks. */
  requestedByUserId: UserId | undefined;
  /** FULL by default. */
  kind?: ExclusiveSyncKind | undefined;
  /** Every type by default. */
  entities?: readonly SyncEntityType[] | undefined;
  /** The job whose checkpoints it goes on from; it begins anew by default. */
  continuesJobId?: SyncJobId | undefined;
  /** The comparison whose withheld absences are accepted as deletions; none by default. */
  acceptsDeletionsOf?: SyncJobId | undefined;
}

/** A job that no worker has begun. */
export function newSyncJob({
  jobId,
  firmId,
  requestedByUserId,
  kind = 'FULL',
  entities = syncEntityTypes,
  continuesJobId,
  acceptsDeletionsOf,
}: SyncOrder): SyncJobRecord {
  const now = new Date().toISOString();
  return {
    jobId,
    firmId,
    kind,
    status: 'QUEUED',
    version: 1,
    startedAt: now,
    updatedAt: now,
    ...(requestedByUserId ? { requestedByUserId } : {}),
    ...(continuesJobId ? { continuesJobId } : {}),
    ...(acceptsDeletionsOf ? { acceptsDeletionsOf } : {}),
    entities: [...new Set(entities)].map((type) => ({
      type,
      status: 'QUEUED',
      fetched: 0,
      inserted: 0,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      deleted: 0,
    })),
    requestsUsed: 0,
  };
}

export function isOver({ status }: Pick<SyncJobRecord, 'status'>): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING';
}
