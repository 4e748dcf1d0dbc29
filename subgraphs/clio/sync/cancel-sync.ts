import { Public } from '@smarterfirms/platform/graph-public';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { isId } from '@smarterfirms/platform/ids';
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
import { endAsCancelled } from './end-as-cancelled.ts';
import { asSyncJob, SyncJob } from './sync-job.ts';

const CancelSyncErrorCode = { JOB_NOT_FOUND: 'JOB_NOT_FOUND', JOB_NOT_RUNNING: 'JOB_NOT_RUNNING' };
registerEnumType(CancelSyncErrorCode, { name: 'CancelSyncErrorCode' });

@ObjectType({ implements: UserError })
class CancelSyncError extends UserError {
  @Field(() => CancelSyncErrorCode)
  code!: string;
}

@ObjectType()
class CancelledSync {
  @Field(() => SyncJob)
  job!: SyncJob;
}

@ObjectType()
class CancelSyncPayload {
  @Field(() => CancelledSync, { nullable: true })
  ok?: CancelledSync;

  @Field(() => CancelSyncError, { nullable: true })
  error?: CancelSyncError;
}

@InputType()
class CancelSyncInput {
  @Field(() => ID)
  jobId!: string;
}

@Resolver()
export class CancelSync {
  @Mutation(() => CancelSyncPayload, { description: 'Ends a running sync. What has arrived stays.' })
  @Directive('@requiresScopes(scopes: [["sync:write"]])')
  @Public()
  async cancelSync(
    @Arg('input', () => CancelSyncInput) { jobId }: CancelSyncInput,
    @Ctx() context: ClioContext,
  ): Promise<CancelSyncPayload> {
    requireFirm(context, 'sync:write');
    const { parts } = context;
    const job = isId('syncJob', jobId) ? await parts.jobs.find(jobId) : undefined;
    if (!job || !actsIn(context, job.firmId)) return refused('JOB_NOT_FOUND', 'There is no such sync job.');
    const cancelled = await endAsCancelled(job, parts);
    if (!cancelled) return refused('JOB_NOT_RUNNING', 'The sync has ended already.');
    return { ok: { job: asSyncJob(cancelled) } };
  }
}

function refused(code: string, message: string): CancelSyncPayload {
  return { error: Object.assign(new CancelSyncError(), { code, message, field: 'jobId' }) };
}
