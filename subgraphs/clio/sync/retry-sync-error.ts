import { Public } from '@smarterfirms/platform/graph-public';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { isId } from '@smarterfirms/platform/ids';
import { RetryRecord, sendMessage } from '@smarterfirms/platform/messages';
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
import { asSyncError, isRetryable, SyncError } from './sync-error.ts';

const RetrySyncErrorErrorCode = {
  ERROR_NOT_FOUND: 'ERROR_NOT_FOUND',
  NOT_RETRYABLE: 'NOT_RETRYABLE',
  CLIO_NOT_CONNECTED: 'CLIO_NOT_CONNECTED',
  CONNECTION_NEEDS_ATTENTION: 'CONNECTION_NEEDS_ATTENTION',
};
registerEnumType(RetrySyncErrorErrorCode, { name: 'RetrySyncErrorErrorCode' });

@ObjectType({ implements: UserError })
class RetrySyncErrorError extends UserError {
  @Field(() => RetrySyncErrorErrorCode)
  code!: string;
}

@ObjectType()
class RetriedSyncError {
  @Field(() => SyncError)
  syncError!: SyncError;
}

@ObjectType()
class RetrySyncErrorPayload {
  @Field(() => RetriedSyncError, { nullable: true })
  ok?: RetriedSyncError;

  @Field(() => RetrySyncErrorError, { nullable: true })
  error?: RetrySyncErrorError;
}

@InputType()
class RetrySyncErrorInput {
  @Field(() => ID)
  jobId!: string;

  @Field(() => ID)
  errorId!: string;
}

@Resolver()
export class RetrySyncError {
  @Mutation(() => RetrySyncErrorPayload, {
    description:
      'Fetches the record of an error from Clio once more, beside any sync. When it can be stored, the error is gone.',
  })
  @Directive('@cost(weight: 20)')
  @Directive('@requiresScopes(scopes: [["sync:write"]])')
  @Public()
  async retrySyncError(
    @Arg('input', () => RetrySyncErrorInput) { jobId, errorId }: RetrySyncErrorInput,
    @Ctx() context: ClioContext,
  ): Promise<RetrySyncErrorPayload> {
    const { firmId } = requireFirm(context, 'sync:write');
    const { errors, connections, sqs, targetsQueueUrl } = context.parts;
    const key = isId('syncJob', jobId) && isId('syncError', errorId) ? { jobId, errorId } : undefined;
    const found = key && (await errors.find(key));
    if (!found || found.firmId !== firmId) return gone;
    if (!isRetryable(found)) {
      return refused('NOT_RETRYABLE', 'This is not about one record that could be fetched by itself.', 'errorId');
    }
    const connection = await connections.find(firmId);
    if (!connection || connection.status === 'DISCONNECTED') {
      return refused('CLIO_NOT_CONNECTED', 'Connect the firm to Clio first.');
    }
    if (connection.status === 'NEEDS_ATTENTION') {
      return refused('CONNECTION_NEEDS_ATTENTION', connection.problem ?? 'Connect Clio again, then try again.');
    }
    const now = new Date();
    if (!(await errors.askRetry(found, now))) return gone;
    await sendMessage(sqs, targetsQueueUrl, RetryRecord, { firmId, ...key });
    return { ok: { syncError: asSyncError({ ...found, retryAskedAt: now.toISOString() }, now) } };
  }
}

const gone = refused('ERROR_NOT_FOUND', 'There is no such error, or it was solved meanwhile.', 'errorId');

function refused(code: string, message: string, field: string | null = null): RetrySyncErrorPayload {
  return { error: Object.assign(new RetrySyncErrorError(), { code, message, field }) };
}
