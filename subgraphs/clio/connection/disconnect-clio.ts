import { newEvent } from '@smarterfirms/platform/events';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { newId } from '@smarterfirms/platform/ids';
import { EraseFirm, sendMessage } from '@smarterfirms/platform/messages';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { ClioContext } from '../context.ts';
import { endAsCancelled } from '../sync/end-as-cancelled.ts';
import { beginLeaving } from '../webhooks/leave-clio.ts';
import { asClioConnection, ClioConnection } from './clio-connection.ts';
import { publishPending } from './publish-pending.ts';
import { openAccessToken } from './token-store.ts';

const DisconnectClioErrorCode = { CLIO_NOT_CONNECTED: 'CLIO_NOT_CONNECTED' };
registerEnumType(DisconnectClioErrorCode, { name: 'DisconnectClioErrorCode' });

@ObjectType({ implements: UserError })
class DisconnectClioError extends UserError {
  @Field(() => DisconnectClioErrorCode)
  code!: string;
}

@ObjectType()
class DisconnectedClio {
  @Field(() => ClioConnection)
  connection!: ClioConnection;
}

@ObjectType()
class DisconnectClioPayload {
  @Field(() => DisconnectedClio, { nullable: true })
  ok?: DisconnectedClio;

  @Field(() => DisconnectClioError, { nullable: true })
  error?: DisconnectClioError;
}

@InputType()
class DisconnectClioInput {
  @Field(() => Boolean, { description: 'Whether the copy of the records stays. Without it, it is erased for good.' })
  keepData!: boolean;
}

@Resolver()
export class DisconnectClio {
  @Mutation(() => DisconnectClioPayload, {
    description:
      'Takes our access to Clio away and ends a running sync. On a connection that is already gone, with keepData false, erases the copy that was kept.',
  })
  @Directive('@cost(weight: 50)')
  @Directive('@requiresScopes(scopes: [["clio:write"]])')
  @Directive('@policy(policies: [["in_person"]])')
  async disconnectClio(
    @Arg('input', () => DisconnectClioInput) { keepData }: DisconnectClioInput,
    @Ctx() context: ClioContext,
  ): Promise<DisconnectClioPayload> {
    const { firmId } = requireFirm(context, 'clio:write');
    const { parts, log } = context;
    const { connections, accounts, jobs, envelope, sqs, syncQueueUrl } = parts;
    for (;;) {
      const before = await connections.find(firmId);
      if (!before || (before.status === 'DISCONNECTED' && keepData)) return notConnected();
      const erasing = keepData ? undefined : newId('event');
      // Our own tokens go first: whatever Clio answers, nobody here can use them any more.
      const events = [newEvent('clio.disconnected', { firmId, keepData })];
      if (!(await connections.disconnect(before, erasing, events))) continue;

      const accessToken = openAccessToken(envelope, before);
      // While the token still opens Clio's door.
      const access = accessToken ? { region: before.region, accessToken } : undefined;
      await beginLeaving(firmId, access, keepData, { ...parts, log });
      await accounts.release(firmId);
      const job = before.activeJobId ? await jobs.find(before.activeJobId) : undefined;
      if (job) await endAsCancelled(job, parts);
      if (erasing) await sendMessage(sqs, syncQueueUrl, EraseFirm, { firmId, erasing });
      await publishPending(firmId, parts);
      const after = (await connections.find(firmId)) ?? before;
      return { ok: { connection: asClioConnection(after) } };
    }
  }
}

function notConnected(): DisconnectClioPayload {
  const message = 'The firm is not connected to Clio.';
  return { error: Object.assign(new DisconnectClioError(), { code: 'CLIO_NOT_CONNECTED', message, field: null }) };
}
