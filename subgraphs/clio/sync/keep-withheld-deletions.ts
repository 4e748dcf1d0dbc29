import { UserError } from '@smarterfirms/platform/graph-user-error';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { requireFirm } from '@smarterfirms/platform/request-context';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import type { ClioContext } from '../context.ts';
import { noteDecision } from './note-decision.ts';
import { SyncEntityTypeEnum } from './sync-job.ts';
import { isOver } from './sync-job-record.ts';
import { asWithheldDeletion, WithheldDeletion } from './withheld-deletion.ts';

const KeepWithheldDeletionsErrorCode = {
  NOTHING_WITHHELD: 'NOTHING_WITHHELD',
  COMPARED_SINCE: 'COMPARED_SINCE',
  ALREADY_ACCEPTED: 'ALREADY_ACCEPTED',
};
registerEnumType(KeepWithheldDeletionsErrorCode, {
  name: 'KeepWithheldDeletionsErrorCode',
  description:
    'NOTHING_WITHHELD: no records of this kind wait for a decision. COMPARED_SINCE: a newer comparison has found something else; look at that first. ALREADY_ACCEPTED: their removal is under way; cancel that sync first.',
});

@ObjectType({ implements: UserError })
class KeepWithheldDeletionsError extends UserError {
  @Field(() => KeepWithheldDeletionsErrorCode)
  code!: string;
}

@ObjectType()
class KeptWithheldDeletions {
  @Field(() => WithheldDeletion)
  withheldDeletion!: WithheldDeletion;
}

@ObjectType()
class KeepWithheldDeletionsPayload {
  @Field(() => KeptWithheldDeletions, { nullable: true })
  ok?: KeptWithheldDeletions;

  @Field(() => KeepWithheldDeletionsError, { nullable: true })
  error?: KeepWithheldDeletionsError;
}

@InputType()
class KeepWithheldDeletionsInput {
  @Field(() => SyncEntityTypeEnum)
  entity!: SyncEntityType;

  @Field(() => ID, { description: 'The comparison whose finding is meant, as `withheldDeletions` names it.' })
  jobId!: string;
}

@Resolver()
export class KeepWithheldDeletions {
  @Mutation(() => KeepWithheldDeletionsPayload, {
    description:
      'Keeps the records of one kind in the copy that Clio does not show any more. Comparisons no longer ask about these; what else goes missing is judged as ever. Can be repeated, and accepting their removal stays possible.',
  })
  @Directive('@cost(weight: 20)')
  @Directive('@requiresScopes(scopes: [["clio:write"]])')
  async keepWithheldDeletions(
    @Arg('input', () => KeepWithheldDeletionsInput) { entity, jobId }: KeepWithheldDeletionsInput,
    @Ctx() context: ClioContext,
  ): Promise<KeepWithheldDeletionsPayload> {
    const { user, firmId } = requireFirm(context, 'clio:write');
    const { withheld, jobs } = context.parts;
    const found = await withheld.find(firmId, entity);
    if (!found) return refused('NOTHING_WITHHELD', 'No records of this kind wait for a decision any more.', 'entity');
    if (found.jobId !== jobId) return comparedSince;
    if (found.decision?.kind === 'KEPT') return { ok: { withheldDeletion: asWithheldDeletion(found) } };
    const removal = found.decision?.removalJobId && (await jobs.find(found.decision.removalJobId));
    if (removal && !isOver(removal)) {
      const message = 'The removal of these records was accepted and is under way. Cancel that sync first.';
      return refused('ALREADY_ACCEPTED', message, 'jobId');
    }
    if (!(await noteDecision(found, { kind: 'KEPT', byUserId: user.userId }, context))) return comparedSince;
    const kept = await withheld.find(firmId, entity);
    return kept ? { ok: { withheldDeletion: asWithheldDeletion(kept) } } : comparedSince;
  }
}

function refused(code: string, message: string, field: string): KeepWithheldDeletionsPayload {
  return { error: Object.assign(new KeepWithheldDeletionsError(), { code, message, field }) };
}

const comparedSince = refused(
  'COMPARED_SINCE',
  'The records were compared once more since. Look at what was found then, and decide about that.',
  'jobId',
);
