import { Public } from '@smarterfirms/platform/graph-public';
import { isId } from '@smarterfirms/platform/ids';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ClioContext } from '../context.ts';
import { Firm, firmOf } from '../firm/firm.ts';
import { asSyncJob, SyncJob } from './sync-job.ts';

@Resolver(SyncJob)
export class SyncJobResolver {
  @Query(() => SyncJob, { nullable: true, description: 'Null when the firm has no such job.' })
  @Directive('@requiresScopes(scopes: [["sync:read"]])')
  @Public()
  syncJob(@Arg('id', () => ID) id: string, @Ctx() context: ClioContext): Promise<SyncJob | null> {
    return findSyncJob(id, context);
  }

  @FieldResolver(() => Firm)
  @Directive('@authenticated')
  firm(@Root() job: SyncJob): Firm {
    return firmOf(job.record.firmId);
  }
}

/** A job of the principal's firm; null for an unknown, a malformed and a foreign id alike. */
export async function findSyncJob(id: string, context: ClioContext): Promise<SyncJob | null> {
  requireFirm(context, 'sync:read');
  const record = isId('syncJob', id) ? await context.jobLoader.load(id) : undefined;
  return record ? asSyncJob(record) : null;
}
