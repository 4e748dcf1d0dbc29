import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SyncEntityTypeEnum } from './sync-job.ts';
import { type WithheldDeletionRecord, withheldCauses } from './withheld-deletion-records.ts';

const WithheldCauseEnum = Object.fromEntries(withheldCauses.map((cause) => [cause, cause]));
registerEnumType(WithheldCauseEnum, {
  name: 'WithheldCause',
  description:
    'MASS_DELETION: too many records are missing at once. ALL_ABSENT: Clio shows none of this kind any more. CHANGED_VIEWER: the person whose access is used, or what that person may do in Clio, has changed, so records may be hidden and not deleted.',
});
export const WithheldDecisionEnum = { ACCEPTED: 'ACCEPTED', KEPT: 'KEPT' };
registerEnumType(WithheldDecisionEnum, {
  name: 'WithheldDecision',
  description: 'ACCEPTED: what Clio does not show is removed from the copy. KEPT: the copy goes on showing it.',
});

@ObjectType({
  description:
    'Records of one kind that Clio does not show any more and that were not removed, because that may have another reason than their deletion. A person decides. Which ones they are: `withheldExamples` of the freshness of their kind.',
})
@Directive('@requiresScopes(scopes: [["sync:read"]])')
export class WithheldDeletion {
  @Field(() => SyncEntityTypeEnum)
  entity!: string;

  @Field(() => ID, { description: 'The comparison that found them missing. A decision names it.' })
  jobId!: string;

  @Field(() => WithheldCauseEnum)
  cause!: string;

  @Field(() => String, { description: 'Why they were not removed.' })
  reason!: string;

  @Field(() => Int, { description: 'How many are missing in Clio.' })
  records!: number;

  @Field(() => Int, { description: 'How many of this kind the copy showed when they were compared.' })
  copied!: number;

  @Field(() => DateTimeScalar)
  withheldAt!: Date;

  @Field(() => WithheldDecisionEnum, { nullable: true, description: 'Null until somebody decides.' })
  decision!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => ID, { nullable: true })
  decidedByUserId!: string | null;
}

export function asWithheldDeletion({ decision, withheldAt, ...record }: WithheldDeletionRecord): WithheldDeletion {
  const { entity, jobId, cause, reason, records, copied } = record;
  return Object.assign(new WithheldDeletion(), {
    entity,
    jobId,
    cause,
    reason,
    records,
    copied,
    withheldAt: new Date(withheldAt),
    decision: decision?.kind ?? null,
    decidedAt: decision ? new Date(decision.at) : null,
    decidedByUserId: decision?.byUserId ?? null,
  });
}
