import { randomBytes } from 'node:crypto';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import { authorizationUrl } from '../api/clio-oauth.ts';
import type { ClioContext } from '../context.ts';
import { ClioRegionEnum } from './clio-connection.ts';
import type { ClioRegion } from './clio-connection-record.ts';

/** How long a person may take to approve. */
const attemptMs = 10 * 60_000;
const secretBytes = 32;

const ConnectClioErrorCode = { ALREADY_CONNECTED: 'ALREADY_CONNECTED', REGION_NOT_CONFIGURED: 'REGION_NOT_CONFIGURED' };
registerEnumType(ConnectClioErrorCode, { name: 'ConnectClioErrorCode' });

@ObjectType({ implements: UserError })
class ConnectClioError extends UserError {
  @Field(() => ConnectClioErrorCode)
  code!: string;
}

@ObjectType()
class ConnectClioStarted {
  @Field(() => String, { description: "Clio's page where the person approves or declines." })
  authorizationUrl!: string;

  @Field(() => String, {
    description:
      'To be kept in the cookie `__Host-clio-nonce` of the browser that goes to the page: only it may finish.',
  })
  nonce!: string;

  @Field(() => DateTimeScalar)
  expiresAt!: Date;
}

@ObjectType()
class ConnectClioPayload {
  @Field(() => ConnectClioStarted, { nullable: true })
  ok?: ConnectClioStarted;

  @Field(() => ConnectClioError, { nullable: true })
  error?: ConnectClioError;
}

@InputType()
class ConnectClioInput {
  @Field(() => ClioRegionEnum)
  region!: ClioRegion;
}

@Resolver()
export class ConnectClio {
  @Mutation(() => ConnectClioPayload, {
    description: 'Begins to connect the firm to Clio: an attempt that the same browser must finish within ten minutes.',
  })
  @Directive('@cost(weight: 20)')
  @Directive('@requiresScopes(scopes: [["clio:write"]])')
  @Directive('@policy(policies: [["in_person"]])')
  async connectClio(
    @Arg('input', () => ConnectClioInput) { region }: ConnectClioInput,
    @Ctx() context: ClioContext,
  ): Promise<ConnectClioPayload> {
    const { user, firmId } = requireFirm(context, 'clio:write');
    const { connections, attempts, hosts, application } = context.parts;
    const base = hosts[region];
    if (!base) {
      return refused('REGION_NOT_CONFIGURED', `Connecting to Clio in ${region} is not set up here.`, 'region');
    }
    const connection = await connections.find(firmId);
    if (connection?.status === 'CONNECTED') {
      return refused(
        'ALREADY_CONNECTED',
        'The firm is connected to Clio. Disconnect it first to connect another account.',
      );
    }
    const state = randomBytes(secretBytes).toString('base64url');
    const nonce = randomBytes(secretBytes).toString('base64url');
    const expiresAt = new Date(Date.now() + attemptMs);
    await attempts.create({ state, nonce, firmId, userId: user.userId, region, expiresAt });
    return { ok: { authorizationUrl: authorizationUrl(base, application, state), nonce, expiresAt } };
  }
}

function refused(code: string, message: string, field?: string): ConnectClioPayload {
  return { error: Object.assign(new ConnectClioError(), { code, message, field: field ?? null }) };
}
