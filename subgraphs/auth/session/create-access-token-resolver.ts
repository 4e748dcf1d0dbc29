import type { Role } from '@smarterfirms/platform/access';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { RoleEnum } from '../membership/role.ts';
import { errorOf } from '../refusal.ts';
import { type CreateAccessTokenCode, createAccessToken } from './create-access-token.ts';

const CreateAccessTokenErrorCode: { [Code in CreateAccessTokenCode]: Code } = {
  SESSION_EXPIRED: 'SESSION_EXPIRED',
  NOT_A_MEMBER: 'NOT_A_MEMBER',
};
registerEnumType(CreateAccessTokenErrorCode, { name: 'CreateAccessTokenErrorCode' });

@InputType()
class CreateAccessTokenInput {
  @Field(() => String)
  sessionToken!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The firm to act in. Without it the token reaches your own profile only.',
  })
  firmId?: string | null;
}

@ObjectType({ description: 'A short-lived token for the `Authorization: Bearer` header.' })
class AccessToken {
  @Field(() => String)
  accessToken!: string;

  @Field(() => DateTimeScalar)
  expiresAt!: Date;

  @Field(() => RoleEnum, { nullable: true })
  role?: Role | undefined;

  @Field(() => [String])
  scopes!: string[];

  @Field(() => ID, { nullable: true })
  firmId?: string | undefined;
}

@ObjectType({ implements: UserError })
class CreateAccessTokenError extends UserError {
  @Field(() => CreateAccessTokenErrorCode)
  code!: CreateAccessTokenCode;
}

@ObjectType()
class CreateAccessTokenPayload {
  @Field(() => AccessToken, { nullable: true })
  ok?: AccessToken;

  @Field(() => CreateAccessTokenError, { nullable: true })
  error?: CreateAccessTokenError;
}

@Resolver()
export class CreateAccessTokenResolver {
  @Mutation(() => CreateAccessTokenPayload, { description: 'Exchanges a session for an access token of 15 minutes.' })
  async createAccessToken(
    @Arg('input', () => CreateAccessTokenInput) { sessionToken, firmId }: CreateAccessTokenInput,
    @Ctx() context: AuthContext,
  ): Promise<CreateAccessTokenPayload> {
    const outcome = await createAccessToken({ sessionToken, firmId: firmId ?? undefined }, context);
    return 'minted' in outcome
      ? { ok: Object.assign(new AccessToken(), outcome.minted) }
      : { error: errorOf(CreateAccessTokenError, outcome.refusal) };
  }
}
