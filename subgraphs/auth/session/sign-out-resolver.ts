import { UserError } from '@smarterfirms/platform/graph-user-error';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { errorOf } from '../refusal.ts';
import { type SignOutCode, signOut } from './sign-out.ts';

const SignOutErrorCode: { [Code in SignOutCode]: Code } = { SESSION_NOT_FOUND: 'SESSION_NOT_FOUND' };
registerEnumType(SignOutErrorCode, { name: 'SignOutErrorCode' });

@InputType()
class SignOutInput {
  @Field(() => String)
  sessionToken!: string;
}

@ObjectType()
class SignedOut {
  @Field(() => Boolean)
  signedOut!: boolean;
}

@ObjectType({ implements: UserError })
class SignOutError extends UserError {
  @Field(() => SignOutErrorCode)
  code!: SignOutCode;
}

@ObjectType()
class SignOutPayload {
  @Field(() => SignedOut, { nullable: true })
  ok?: SignedOut;

  @Field(() => SignOutError, { nullable: true })
  error?: SignOutError;
}

@Resolver()
export class SignOutResolver {
  @Mutation(() => SignOutPayload, { description: 'Ends the session whose token you hold.' })
  async signOut(
    @Arg('input', () => SignOutInput) { sessionToken }: SignOutInput,
    @Ctx() context: AuthContext,
  ): Promise<SignOutPayload> {
    const outcome = await signOut(sessionToken, context);
    return 'signedOut' in outcome ? { ok: outcome } : { error: errorOf(SignOutError, outcome.refusal) };
  }
}
