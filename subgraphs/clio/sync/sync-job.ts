import { connectionType } from '@smarterfirms/platform/graph-connection';
import { Public } from '@smarterfirms/platform/graph-public';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  type SyncJobRecord,
  syncEntityStatuses,
  syncKinds,
  syncPasses,
  syncStatuses,
  syncWaits,
} from './sync-job-record.ts';
import { durationSeconds, entityPercent, jobCounts, jobPercent, secondsLeft } from './sync-rules.ts';

const asEnum = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, value]));

const SyncKindEnum = asEnum(syncKinds);
registerEnumType(SyncKindEnum, {
  name: 'SyncKind',
  description:
    'FULL: every record, recent ones first. INCREMENTAL: what changed since the last sync. RECONCILING: compares the version of every record, repairs what was missed and finds deletions. TARGETED: single records.',
});
const SyncStatusEnum = asEnum(syncStatuses);
registerEnumType(SyncStatusEnum, {
  name: 'SyncStatus',
  description: 'PARTIAL: over, but some records or a whole type could not be synced. COMPLETED: everything was.',
});
const SyncEntityStatusEnum = asEnum(syncEntityStatuses);
registerEnumType(SyncEntityStatusEnum, {
  name: 'SyncEntityStatus',
  description: "UNAVAILABLE: the firm's Clio account or the approving user may not read this type.",
});
const SyncWaitEnum = asEnum(syncWaits);
registerEnumType(SyncWaitEnum, {
  name: 'SyncWait',
  description: 'CONNECTION: Clio refuses us; the job goes on where it stopped once somebody connects again.',
});
const SyncPassEnum = asEnum(syncPasses);
registerEnumType(SyncPassEnum, {
  name: 'SyncPass',
  description:
    'RECENT: records of the last 90 days. WALK: every record. CHANGED: records changed since the last sync. SWEEP: versions of every record, and the records that differ. CONFIRM: records that Clio no longer shows.',
});
export const SyncEntityTypeEnum = asEnum(syncEntityTypes);
registerEnumType(SyncEntityTypeEnum, { name: 'SyncEntityType' });

@ObjectType({ description: 'How far one type of record is.' })
export class SyncEntity {
  @Field(() => SyncEntityTypeEnum)
  type!: string;

  @Field(() => SyncEntityStatusEnum)
  status!: string;

  @Field(() => Int, { description: 'Records received so far.' })
  fetched!: number;

  @Field(() => Int, { nullable: true, description: 'Records in all; null while Clio has not said.' })
  total!: number | null;

  @Field(() => Float, { nullable: true })
  percent!: number | null;

  @Field(() => Int)
  inserted!: number;

  @Field(() => Int)
  changed!: number;

  @Field(() => Int, { description: 'Records that were the same already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Records that Clio no longer holds.' })
  deleted!: number;

  @Field(() => Int, {
    description: 'Records that could not be taken over whole; they are among the errors of the job.',
  })
  rejected!: number;

  @Field(() => Boolean, {
    description:
      'The work on this type failed again and again and was put aside; redriving the dead letters resumes it.',
  })
  deadLettered!: boolean;

  @Field(() => SyncPassEnum, { nullable: true, description: 'Null until this type is begun.' })
  pass!: string | null;
}

@ObjectType({ description: 'What a job did to the copy, over all types.' })
export class SyncCounts {
  @Field(() => Int, { description: 'Records received.' })
  fetched!: number;

  @Field(() => Int)
  inserted!: number;

  @Field(() => Int)
  changed!: number;

  @Field(() => Int, { description: 'Records that were the same already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Records that Clio no longer holds.' })
  deleted!: number;

  @Field(() => Int, { description: 'Records that could not be taken over whole.' })
  rejected!: number;
}

@ObjectType({ description: 'Why a sync could not be finished.' })
export class SyncFailure {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;
}

/** One run that brings a firm's copy of Clio up to date. */
@ObjectType({ description: "One run that brings a firm's copy of Clio up to date." })
@Directive('@key(fields: "id")')
@Directive('@requiresScopes(scopes: [["sync:read"]])')
@Public()
export class SyncJob {
  @Field(() => ID)
  id!: string;

  @Field(() => SyncKindEnum)
  kind!: string;

  @Field(() => SyncStatusEnum)
  status!: string;

  @Field(() => Int, { description: 'Grows with every change: of two states of a job, the higher one is newer.' })
  version!: number;

  @Field(() => Float, { nullable: true, description: '0–100; null while totals are not known.' })
  percent!: number | null;

  @Field(() => DateTimeScalar, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTimeScalar)
  updatedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'How long it took, rounded up; null until it is over.' })
  durationSeconds!: number | null;

  @Field(() => SyncCounts)
  counts!: SyncCounts;

  @Field(() => [SyncEntity])
  @Directive('@listSize(assumedSize: 10)')
  entities!: SyncEntity[];

  @Field(() => Int, { description: 'Requests to Clio that this job has used.' })
  requestsUsed!: number;

  @Field(() => Int, { nullable: true, description: 'What Clio allows; null until its first answer.' })
  requestsPerMinute!: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Clio's limit is used up; the job goes on by itself then.",
  })
  pausedUntil!: Date | null;

  @Field(() => SyncWaitEnum, { nullable: true, description: 'What a person must do before the job goes on by itself.' })
  waitsFor!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'From now until the end, by our pace and the limit of Clio. Null while it is being estimated.',
  })
  secondsLeft!: number | null;

  @Field(() => Boolean, { description: 'The job runs, and how long it will take cannot be said yet.' })
  estimating!: boolean;

  @Field(() => SyncFailure, { nullable: true })
  failure!: SyncFailure | null;

  record!: SyncJobRecord;
}

export const SyncJobConnection = connectionType('SyncJob', () => SyncJob);

export function asSyncJob(record: SyncJobRecord): SyncJob {
  const left = secondsLeft(record, new Date());
  const pausedUntil = record.pausedUntil ? new Date(record.pausedUntil) : null;
  return Object.assign(new SyncJob(), {
    id: record.jobId,
    kind: record.kind,
    status: record.status,
    version: record.version,
    percent: jobPercent(record),
    startedAt: new Date(record.startedAt),
    updatedAt: new Date(record.updatedAt),
    finishedAt: record.finishedAt ? new Date(record.finishedAt) : null,
    durationSeconds: durationSeconds(record),
    counts: Object.assign(new SyncCounts(), jobCounts(record)),
    entities: record.entities.map((entity) =>
      Object.assign(new SyncEntity(), {
        ...entity,
        total: entity.total ?? null,
        deadLettered: record.deadLettered?.includes(entity.type) ?? false,
        pass: entity.pass ?? null,
        percent: entityPercent(entity),
      }),
    ),
    requestsUsed: record.requestsUsed,
    requestsPerMinute: record.requestsPerMinute ?? null,
    pausedUntil,
    waitsFor: record.waitsFor ?? null,
    secondsLeft: left,
    estimating: left === null,
    failure: record.failure ? Object.assign(new SyncFailure(), record.failure) : null,
    record,
  });
}
