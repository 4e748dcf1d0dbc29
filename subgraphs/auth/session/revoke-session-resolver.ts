import { UserError } from '@smarterfirms/platform/graph-user-error';
import { requireScope } from '@smarterfirms/platform/request-context';
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
import type { AuthContext } from '../context.ts';
import { errorOf } from '../refusal.ts';
import { type RevokeSessionCode, revokeSession } from './revoke-session.ts';

const RevokeSessionErrorCode: { [Code in RevokeSessionCode]: Code } = { SESSION_NOT_FOUND: 'SESSION_NOT_FOUND' };
registerEnumType(RevokeSessionErrorCode, { name: 'RevokeSessionErrorCode' });

@InputType()
class RevokeSessionInput {
  @Field(() => ID)
  sessionId!: string;
}

@ObjectType()
@Directive('@authenticated')
class RevokedSession {
  @Field(() => ID)
  sessionId!: string;
}

@ObjectType({ implements: UserError })
class RevokeSessionError extends UserError {
  @Field(() => RevokeSessionErrorCode)
  code!: RevokeSessionCode;
}

@ObjectType()
@Directive('@authenticated')
class RevokeSessionPayload {
  @Field(() => RevokedSession, { nullable: true })
  ok?: RevokedSession;

  @Field(() => RevokeSessionError, { nullable: true })
  error?: RevokeSessionError;
}

@Resolver()
export class RevokeSessionResolver {
  @Mutation(() => RevokeSessionPayload, { description: 'Signs you out of one of the places where you are signed in.' })
  @Directive('@requiresScopes(scopes: [["profile:write"]])')
  async revokeSession(
    @Arg('input', () => RevokeSessionInput) { sessionId }: RevokeSessionInput,
    @Ctx() context: AuthContext,
  ): Promise<RevokeSessionPayload> {
    const { userId } = requireScope(context, 'profile:write');
    const outcome = await revokeSession(sessionId, userId, context);
    return 'sessionId' in outcome ? { ok: outcome } : { error: errorOf(RevokeSessionError, outcome.refusal) };
  }
}
