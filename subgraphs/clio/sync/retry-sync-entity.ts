import { Public } from '@smarterfirms/platform/graph-public';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { isId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { actsIn, requireFirm } from '@smarterfirms/platform/request-context';
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
import { asSyncJob, SyncEntityTypeEnum, SyncJob } from './sync-job.ts';
import { isOver, type SyncJobRecord } from './sync-job-record.ts';

const RetrySyncEntityErrorCode = {
  JOB_NOT_FOUND: 'JOB_NOT_FOUND',
  ENTITY_NOT_RETRYABLE: 'ENTITY_NOT_RETRYABLE',
  CLIO_NOT_CONNECTED: 'CLIO_NOT_CONNECTED',
  CONNECTION_NEEDS_ATTENTION: 'CONNECTION_NEEDS_ATTENTION',
  SYNC_ALREADY_RUNNING: 'SYNC_ALREADY_RUNNING',
};
registerEnumType(RetrySyncEntityErrorCode, { name: 'RetrySyncEntityErrorCode' });

@ObjectType({ implements: UserError })
class RetrySyncEntityError extends UserError {
  @Field(() => RetrySyncEntityErrorCode)
  code!: string;
}

@ObjectType()
class RetriedSyncEntity {
  @Field(() => SyncJob, { description: 'A job of that type alone, which goes on where the other one stopped.' })
  job!: SyncJob;
}

@ObjectType()
class RetrySyncEntityPayload {
  @Field(() => RetriedSyncEntity, { nullable: true })
  ok?: RetriedSyncEntity;

  @Field(() => RetrySyncEntityError, { nullable: true })
  error?: RetrySyncEntityError;
}

@InputType()
class RetrySyncEntityInput {
  @Field(() => ID)
  jobId!: string;

  @Field(() => SyncEntityTypeEnum)
  entity!: SyncEntityType;
}

@Resolver()
export class RetrySyncEntity {
  @Mutation(() => RetrySyncEntityPayload, {
    description:
      'Goes on with a type that a sync did not finish, from its last page. Repeating it answers the same job; what failed in that one too is retried by its id. To read a type anew, start a sync with "entities".',
  })
  @Directive('@cost(weight: 50)')
  @Directive('@requiresScopes(scopes: [["sync:write"]])')
  @Public()
  async retrySyncEntity(
    @Arg('input', () => RetrySyncEntityInput) { jobId, entity }: RetrySyncEntityInput,
    @Ctx() context: ClioContext,
  ): Promise<RetrySyncEntityPayload> {
    const { user, firmId } = requireFirm(context, 'sync:write');
    const { jobs, connections } = context.parts;
    const job = isId('syncJob', jobId) ? await jobs.find(jobId) : undefined;
    if (!job || !actsIn(context, job.firmId)) return refused('JOB_NOT_FOUND', 'There is no such sync job.', 'jobId');
    if (!isOver(job)) {
      return refused('SYNC_ALREADY_RUNNING', 'The sync is still running. Wait for its end or cancel it.', 'jobId');
    }
    if (job.kind === 'TARGETED' || !isUnfinished(job, entity)) {
      const message = 'This type was not left unfinished by the sync. Start a sync of it to read it anew.';
      return refused('ENTITY_NOT_RETRYABLE', message, 'entity');
    }
    const connection = await connections.find(firmId);
    if (!connection || connection.status === 'DISCONNECTED') {
      return refused('CLIO_NOT_CONNECTED', 'Connect the firm to Clio first.');
    }
    if (connection.status === 'NEEDS_ATTENTION') {
      return refused('CONNECTION_NEEDS_ATTENTION', connection.problem ?? 'Connect Clio again, then try again.');
    }
    const order = {
      firmId,
      // The same entity of the same job is gone on with once, however often that is asked for.
      jobId: jobIdOf('retry', job.jobId, entity),
      requestedByUserId: user.userId,
      kind: job.kind,
      entities: [entity],
      continuesJobId: job.jobId,
    };
    const retry = await beginSync(order, context.parts);
    if (!retry) return refused('SYNC_ALREADY_RUNNING', 'A sync is running. Wait for its end or cancel it.');
    return { ok: { job: asSyncJob(retry) } };
  }
}

function isUnfinished({ entities }: SyncJobRecord, entity: SyncEntityType): boolean {
  const status = entities.find(({ type }) => type === entity)?.status;
  return status === 'FAILED' || status === 'CANCELLED';
}

function refused(code: string, message: string, field: string | null = null): RetrySyncEntityPayload {
  return { error: Object.assign(new RetrySyncEntityError(), { code, message, field }) };
}
