import { badInput } from '@smarterfirms/platform/graph-error';
import { Public } from '@smarterfirms/platform/graph-public';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { newId } from '@smarterfirms/platform/ids';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { ClioContext } from '../context.ts';
import { beginSync } from './begin-sync.ts';
import { jobIdOf } from './job-id-of.ts';
import { asSyncJob, SyncEntityTypeEnum, SyncJob } from './sync-job.ts';
import { type ExclusiveSyncKind, exclusiveSyncKinds } from './sync-job-record.ts';

const keyLengthMax = 200;

const StartSyncErrorCode = {
  CLIO_NOT_CONNECTED: 'CLIO_NOT_CONNECTED',
  SYNC_ALREADY_RUNNING: 'SYNC_ALREADY_RUNNING',
  CONNECTION_NEEDS_ATTENTION: 'CONNECTION_NEEDS_ATTENTION',
  IDEMPOTENCY_KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
};
registerEnumType(StartSyncErrorCode, { name: 'StartSyncErrorCode' });

const StartSyncKind = Object.fromEntries(exclusiveSyncKinds.map((kind) => [kind, kind]));
registerEnumType(StartSyncKind, {
  name: 'StartSyncKind',
  description: 'The kinds of sync that can be asked for; a firm runs one of them at a time.',
});

@ObjectType({ implements: UserError })
class StartSyncError extends UserError {
  @Field(() => StartSyncErrorCode)
  code!: string;
}

@ObjectType()
class StartedSync {
  @Field(() => SyncJob)
  job!: SyncJob;
}

@ObjectType()
class StartSyncPayload {
  @Field(() => StartedSync, { nullable: true })
  ok?: StartedSync;

  @Field(() => StartSyncError, { nullable: true })
  error?: StartSyncError;
}

@InputType()
class StartSyncInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Any text of up to 200 characters; repeating the mutation with the same one answers the same job, until 90 days after its end.',
  })
  idempotencyKey?: string | null;

  @Field(() => StartSyncKind, { nullable: true, description: 'FULL where nothing is said.' })
  kind?: ExclusiveSyncKind | null;

  @Field(() => [SyncEntityTypeEnum], { nullable: true, description: 'Every type where nothing is said.' })
  entities?: SyncEntityType[] | null;
}

@Resolver()
export class StartSync {
  @Mutation(() => StartSyncPayload, { description: 'Starts a sync of the firm, at most one at a time.' })
  @Directive('@cost(weight: 50)')
  @Directive('@requiresScopes(scopes: [["sync:write"]])')
  @Public()
  async startSync(
    @Arg('input', () => StartSyncInput) { idempotencyKey, kind, entities }: StartSyncInput,
    @Ctx() context: ClioContext,
  ): Promise<StartSyncPayload> {
    const { user, firmId } = requireFirm(context, 'sync:write');
    if (idempotencyKey && idempotencyKey.length > keyLengthMax) {
      throw badInput(`An idempotency key has up to ${keyLengthMax} characters, got ${idempotencyKey.length}.`);
    }
    if (entities && entities.length === 0) throw badInput('"entities" is empty; leave it out to sync every type.');
    const connection = await context.parts.connections.find(firmId);
    if (!connection || connection.status === 'DISCONNECTED') {
      return refused('CLIO_NOT_CONNECTED', 'Connect the firm to Clio first.');
    }
    if (connection.status === 'NEEDS_ATTENTION') {
      return refused('CONNECTION_NEEDS_ATTENTION', connection.problem ?? 'Connect Clio again, then start the sync.');
    }
    const jobId = idempotencyKey ? jobIdOf(firmId, idempotencyKey) : newId('syncJob');
    const asked = {
      kind: kind ?? 'FULL',
      // In the order in which the types build on each other.
      entities: entities ? syncEntityTypes.filter((type) => entities.includes(type)) : syncEntityTypes,
    } as const;
    const job = await beginSync({ firmId, jobId, requestedByUserId: user.userId, ...asked }, context.parts);
    if (!job) return refused('SYNC_ALREADY_RUNNING', 'A sync is running. Wait for its end or cancel it.');
    if (job.kind !== asked.kind || job.entities.map(({ type }) => type).join() !== asked.entities.join()) {
      const message = 'This idempotency key was used for another sync. Use a new key to start this one.';
      return {
        error: Object.assign(new StartSyncError(), {
          code: 'IDEMPOTENCY_KEY_REUSED',
          message,
          field: 'idempotencyKey',
        }),
      };
    }
    return { ok: { job: asSyncJob(job) } };
  }
}

function refused(code: string, message: string): StartSyncPayload {
  return { error: Object.assign(new StartSyncError(), { code, message, field: null }) };
}
