import { connectionType } from '@smarterfirms/platform/graph-connection';
import { Public } from '@smarterfirms/platform/graph-public';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { type SyncErrorCode, type SyncErrorRecord, syncErrorCodes } from './sync-error-records.ts';
import { SyncEntityTypeEnum } from './sync-job.ts';
import { WithheldDecisionEnum } from './withheld-deletion.ts';

const SyncErrorCodeEnum = Object.fromEntries(syncErrorCodes.map((code) => [code, code]));
registerEnumType(SyncErrorCodeEnum, {
  name: 'SyncErrorCode',
  description:
    'RECORD_NOT_READABLE: a record came in a form that could not be stored. RECORD_NOT_SHOWN: asked for once more, Clio does not show it. FIELDS_REFUSED: Clio refuses some fields of a type for this account, so they are unknown. MASS_DELETION_REFUSED: so many records were missing at once that none was deleted. ABSENCE_WITHHELD: records are missing, and the person who connected Clio may merely not see them. DEAD_LETTERED: the work on a type was put aside.',
});

/** A message under way that was not heard of for so long is lost; whoever wants may ask again. */
const retryMs = 120_000;

@ObjectType({ description: 'Something that a sync could not bring over.' })
@Directive('@requiresScopes(scopes: [["sync:read"]])')
@Public()
export class SyncError {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  jobId!: string;

  @Field(() => SyncEntityTypeEnum)
  entity!: string;

  @Field(() => String, { nullable: true, description: "Clio's id of the record, where it is about one." })
  clioId!: string | null;

  @Field(() => SyncErrorCodeEnum)
  code!: SyncErrorCode;

  @Field(() => String, { description: 'What was wrong. Never the content of a field, which may be personal.' })
  message!: string;

  @Field(() => String, { description: 'What a person can do about it.' })
  advice!: string;

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  @Field(() => Boolean, { description: 'Whether the record can be fetched once more by itself.' })
  retryable!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it is being fetched once more now. When that works, the error is gone.',
  })
  retrying!: boolean;

  @Field(() => WithheldDecisionEnum, {
    nullable: true,
    description: 'What a person has decided about records that are missing in Clio; null before, and for other errors.',
  })
  decision!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => ID, { nullable: true })
  decidedByUserId!: string | null;
}

export const SyncErrorConnection = connectionType('SyncError', () => SyncError);

const advice: Record<SyncErrorCode, string> = {
  RECORD_NOT_READABLE:
    'Open the record in Clio, look at the field that is named and save it again, then try again here. Until then that field is unknown in the copy.',
  RECORD_NOT_SHOWN:
    'The record was deleted in Clio, or the person who connected Clio may not see it. If it should be here, give that person access in Clio, then try again.',
  FIELDS_REFUSED:
    'Everything else of these records is here. If you need these fields, ask Clio whether your subscription and the person who connected have them; the next sync brings them then.',
  MASS_DELETION_REFUSED:
    'Check in Clio whether these records were really deleted, and that the person who connected Clio still sees them all. The copy keeps them until an owner or administrator decides.',
  ABSENCE_WITHHELD:
    'Give the person who connected Clio back the rights that were taken away, or connect Clio again as somebody who sees everything. The copy keeps the records until then, or until an owner or administrator decides.',
  DEAD_LETTERED:
    'Resume the work that was put aside while the sync still runs; after its end try the type again. If it comes back, tell support the id of the sync.',
};

/** Whether fetching one record is an answer to the error. The two short lists that cannot be asked for ids are synced whole. */
export function isRetryable({ clioId, code, entity }: SyncErrorRecord): boolean {
  if (entity === 'EXPENSE_CATEGORIES' || entity === 'OUTSTANDING_CLIENT_BALANCES') return false;
  return clioId !== undefined && (code === 'RECORD_NOT_READABLE' || code === 'RECORD_NOT_SHOWN');
}

export function asSyncError(record: SyncErrorRecord, now = new Date()): SyncError {
  const askedAtMs = record.retryAskedAt ? Date.parse(record.retryAskedAt) : 0;
  return Object.assign(new SyncError(), {
    id: record.errorId,
    jobId: record.jobId,
    entity: record.entity,
    clioId: record.clioId ?? null,
    code: record.code,
    message: record.message,
    advice: advice[record.code],
    createdAt: new Date(record.occurredAt),
    retryable: isRetryable(record),
    retrying: now.getTime() - askedAtMs < retryMs,
    decision: record.decision?.kind ?? null,
    decidedAt: record.decision ? new Date(record.decision.at) : null,
    decidedByUserId: record.decision?.byUserId ?? null,
  });
}
