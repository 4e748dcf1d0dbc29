import { badInput } from '@smarterfirms/platform/graph-error';
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
import { beginSync } from './begin-sync.ts';
import { jobIdOf } from './job-id-of.ts';
import { noteDecision } from './note-decision.ts';
import { asSyncJob, SyncEntityTypeEnum, SyncJob } from './sync-job.ts';
import { isOver } from './sync-job-record.ts';

const keyLengthMax = 200;

const AcceptWithheldDeletionsErrorCode = {
  NOTHING_WITHHELD: 'NOTHING_WITHHELD',
  COMPARED_SINCE: 'COMPARED_SINCE',
  ALREADY_ACCEPTED: 'ALREADY_ACCEPTED',
  SYNC_ALREADY_RUNNING: 'SYNC_ALREADY_RUNNING',
  CLIO_NOT_CONNECTED: 'CLIO_NOT_CONNECTED',
  CONNECTION_NEEDS_ATTENTION: 'CONNECTION_NEEDS_ATTENTION',
};
registerEnumType(AcceptWithheldDeletionsErrorCode, {
  name: 'AcceptWithheldDeletionsErrorCode',
  description:
    'NOTHING_WITHHELD: no records of this kind wait for a decision. COMPARED_SINCE: a newer comparison has found something else; look at that first. ALREADY_ACCEPTED: their removal is under way.',
});

@ObjectType({ implements: UserError })
class AcceptWithheldDeletionsError extends UserError {
  @Field(() => AcceptWithheldDeletionsErrorCode)
  code!: string;
}

@ObjectType()
class AcceptedWithheldDeletions {
  @Field(() => SyncJob, { description: 'The comparison that removes them.' })
  job!: SyncJob;
}

@ObjectType()
class AcceptWithheldDeletionsPayload {
  @Field(() => AcceptedWithheldDeletions, { nullable: true })
  ok?: AcceptedWithheldDeletions;

  @Field(() => AcceptWithheldDeletionsError, { nullable: true })
  error?: AcceptWithheldDeletionsError;
}

@InputType()
class AcceptWithheldDeletionsInput {
  @Field(() => SyncEntityTypeEnum)
  entity!: SyncEntityType;

  @Field(() => ID, { description: 'The comparison whose finding is accepted, as `withheldDeletions` names it.' })
  jobId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Any text of up to 200 characters; repeating the mutation with the same one answers the same job, until 90 days after its end.',
  })
  idempotencyKey?: string | null;
}

@Resolver()
export class AcceptWithheldDeletions {
  @Mutation(() => AcceptWithheldDeletionsPayload, {
    description:
      'Removes the records of one kind from the copy that Clio does not show any more. Compares the whole kind once more first and asks Clio for each missing record by its id: what Clio shows stays, and where more is missing than was accepted, or somebody else looks, nothing is removed and it is asked about anew.',
  })
  @Directive('@cost(weight: 50)')
  @Directive('@requiresScopes(scopes: [["clio:write"]])')
  async acceptWithheldDeletions(
    @Arg('input', () => AcceptWithheldDeletionsInput) { entity, jobId, idempotencyKey }: AcceptWithheldDeletionsInput,
    @Ctx() context: ClioContext,
  ): Promise<AcceptWithheldDeletionsPayload> {
    const { user, firmId } = requireFirm(context, 'clio:write');
    if (idempotencyKey && idempotencyKey.length > keyLengthMax) {
      throw badInput(`An idempotency key has up to ${keyLengthMax} characters, got ${idempotencyKey.length}.`);
    }
    const { withheld, jobs, connections } = context.parts;
    const removalOf = (what: string) => jobIdOf('accept', firmId, entity, jobId, what);
    const begun = idempotencyKey ? await jobs.find(removalOf(idempotencyKey)) : undefined;
    const found = await withheld.find(firmId, entity);
    // A job that was begun without its decision being noted is noted below.
    if (begun && (!found || found.jobId !== jobId || found.decision?.removalJobId === begun.jobId)) {
      return { ok: { job: asSyncJob(begun) } };
    }
    if (!found) {
      return refused('NOTHING_WITHHELD', 'No records of this kind wait for a decision any more.', 'entity');
    }
    if (found.jobId !== jobId) {
      const message = 'The records were compared once more since. Look at what was found then, and decide about that.';
      return refused('COMPARED_SINCE', message, 'jobId');
    }
    const earlier = found.decision?.removalJobId && (await jobs.find(found.decision.removalJobId));
    if (earlier && !isOver(earlier)) {
      return refused(
        'ALREADY_ACCEPTED',
        'The removal of these records was accepted already and is under way.',
        'jobId',
      );
    }
    const connection = await connections.find(firmId);
    if (!connection || connection.status === 'DISCONNECTED') {
      return refused('CLIO_NOT_CONNECTED', 'Connect the firm to Clio first.');
    }
    if (connection.status === 'NEEDS_ATTENTION') {
      return refused('CONNECTION_NEEDS_ATTENTION', connection.problem ?? 'Connect Clio again, then try again.');
    }
    // Where an accepted removal came to nothing, accepting once more is another job.
    const removalJobId = removalOf(idempotencyKey ?? (earlier ? earlier.jobId : ''));
    const job = await beginSync(
      {
        firmId,
        jobId: removalJobId,
        requestedByUserId: user.userId,
        kind: 'RECONCILING',
        entities: [entity],
        acceptsDeletionsOf: found.jobId,
      },
      context.parts,
    );
    if (!job) return refused('SYNC_ALREADY_RUNNING', 'A sync is running. Wait for its end or cancel it.');
    await noteDecision(found, { kind: 'ACCEPTED', byUserId: user.userId, removalJobId }, context);
    return { ok: { job: asSyncJob(job) } };
  }
}

function refused(code: string, message: string, field: string | null = null): AcceptWithheldDeletionsPayload {
  return { error: Object.assign(new AcceptWithheldDeletionsError(), { code, message, field }) };
}
