import {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  pageSize,
} from '@smarterfirms/platform/graph-connection';
import { badInput } from '@smarterfirms/platform/graph-error';
import { Public } from '@smarterfirms/platform/graph-public';
import { asId } from '@smarterfirms/platform/ids';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { asClioConnection, ClioConnection } from '../connection/clio-connection.ts';
import type { ClioContext } from '../context.ts';
import { asSyncJob, SyncJob, SyncJobConnection } from '../sync/sync-job.ts';
import { asWithheldDeletion, WithheldDeletion } from '../sync/withheld-deletion.ts';
import { Firm } from './firm.ts';

@Resolver(Firm)
export class FirmResolver {
  @FieldResolver(() => ClioConnection, { nullable: true, description: 'Null until the firm first connects Clio.' })
  @Directive('@requiresScopes(scopes: [["clio:read"]])')
  @Public()
  async clioConnection(@Root() firm: Firm, @Ctx() context: ClioContext): Promise<ClioConnection | null> {
    requireFirm(context, 'clio:read');
    const record = await context.connectionLoader.load(asId('firm', firm.id));
    return record ? asClioConnection(record) : null;
  }

  @FieldResolver(() => SyncJob, {
    nullable: true,
    description: 'The last job that walked whole types of records; single changes fetched meanwhile are in syncJobs.',
  })
  @Directive('@requiresScopes(scopes: [["sync:read"]])')
  @Public()
  async latestSyncJob(@Root() firm: Firm, @Ctx() context: ClioContext): Promise<SyncJob | null> {
    requireFirm(context, 'sync:read');
    const firmId = asId('firm', firm.id);
    const latest = (await context.connectionLoader.load(firmId))?.latestJobId;
    if (latest) {
      const job = await context.jobLoader.load(latest);
      return job ? asSyncJob(job) : null;
    }
    // A firm whose last job began before connections kept its id.
    const [job] = await context.parts.jobs.ofFirm(firmId, { limit: 1 });
    return job ? asSyncJob(job) : null;
  }

  @FieldResolver(() => [WithheldDeletion], {
    description:
      'Kinds of records of which Clio shows fewer than the copy, without that being believed to be deletions.',
  })
  @Directive('@requiresScopes(scopes: [["sync:read"]])')
  @Directive('@listSize(assumedSize: 28)')
  async withheldDeletions(@Root() firm: Firm, @Ctx() context: ClioContext): Promise<WithheldDeletion[]> {
    requireFirm(context, 'sync:read');
    return (await context.parts.withheld.ofFirm(asId('firm', firm.id))).map(asWithheldDeletion);
  }

  @FieldResolver(() => SyncJobConnection, { description: 'Newest first.' })
  @Directive('@requiresScopes(scopes: [["sync:read"]])')
  @Public()
  async syncJobs(
    @Root() firm: Firm,
    @Arg('first', () => Int, { defaultValue: 25 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: ClioContext,
  ): Promise<Connection<SyncJob>> {
    requireFirm(context, 'sync:read');
    const size = pageSize(first);
    const firmId = asId('firm', firm.id);
    const { jobs } = context.parts;
    const rows = await jobs.ofFirm(firmId, { limit: size + 1, after: after ? positionOf(after) : undefined });
    return connectionOf(rows.map(asSyncJob), {
      first: size,
      after,
      cursorOf: (job) => encodeCursor([job.record.startedAt, job.id]),
      count: () => jobs.countOfFirm(firmId),
    });
  }
}

function positionOf(cursor: string): { startedAt: string; jobId: string } {
  const [startedAt, jobId] = decodeCursor(cursor, 2);
  if (typeof startedAt !== 'string' || typeof jobId !== 'string') {
    throw badInput('The cursor in "after" is not one that this list gave out.');
  }
  return { startedAt, jobId };
}
