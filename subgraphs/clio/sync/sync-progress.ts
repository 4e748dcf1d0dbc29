import { graphError } from '@smarterfirms/platform/graph-error';
import { Public } from '@smarterfirms/platform/graph-public';
import { isId } from '@smarterfirms/platform/ids';
import { actsIn, requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { ClioContext } from '../context.ts';
import { asSyncJob, SyncJob } from './sync-job.ts';
import type { SyncJobRecord } from './sync-job-record.ts';

@Resolver()
export class SyncProgress {
  @Subscription(() => SyncJob, {
    description:
      'A job as it runs: its state at once, then every newer one that was seen, and always the last; then the stream ends.',
    subscribe: ({ args, context }) => watch(String(args['jobId']), context as ClioContext),
  })
  @Directive('@requiresScopes(scopes: [["sync:read"]])')
  @Public()
  syncProgress(
    @Root() record: SyncJobRecord,
    @Arg('jobId', () => ID) _jobId: string,
    @Ctx() _context: ClioContext,
  ): SyncJob {
    return asSyncJob(record);
  }
}

async function watch(jobId: string, context: ClioContext): Promise<AsyncIterable<SyncJobRecord>> {
  requireFirm(context, 'sync:read');
  const { progress } = context.parts;
  const job = isId('syncJob', jobId) ? await progress.find(jobId) : undefined;
  if (!job || !actsIn(context, job.firmId)) throw graphError('NOT_FOUND', 'There is no such sync job.');
  return progress.watch(job);
}
