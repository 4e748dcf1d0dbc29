import {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  pageSize,
} from '@smarterfirms/platform/graph-connection';
import { Public } from '@smarterfirms/platform/graph-public';
import { isId } from '@smarterfirms/platform/ids';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { ClioContext } from '../context.ts';
import { Firm, firmOf } from '../firm/firm.ts';
import { asSyncError, type SyncError, SyncErrorConnection } from './sync-error.ts';
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

  @FieldResolver(() => SyncErrorConnection, {
    description: 'What could not be brought over, in no particular order; what was solved since is gone from it.',
  })
  @Public()
  async errors(
    @Root() { record: { jobId } }: SyncJob,
    @Arg('first', () => Int, { defaultValue: 25 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: ClioContext,
  ): Promise<Connection<SyncError>> {
    requireFirm(context, 'sync:read');
    const size = pageSize(first);
    const { errors } = context.parts;
    const [position] = after ? decodeCursor(after, 1) : [];
    const rows = await errors.ofJob(jobId, size + 1, position ? String(position) : undefined);
    return connectionOf(
      rows.map((row) => asSyncError(row)),
      { first: size, after, cursorOf: ({ id }) => encodeCursor([id]), count: () => errors.countOfJob(jobId) },
    );
  }
}

/** A job of the principal's firm; null for an unknown, a malformed and a foreign id alike. */
export async function findSyncJob(id: string, context: ClioContext): Promise<SyncJob | null> {
  requireFirm(context, 'sync:read');
  const record = isId('syncJob', id) ? await context.jobLoader.load(id) : undefined;
  return record ? asSyncJob(record) : null;
}
