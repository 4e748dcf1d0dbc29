import { UserError } from '@smarterfirms/platform/graph-user-error';
import { Arg, Ctx, Directive, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { errorOf } from '../refusal.ts';
import { type SignInCode, signIn } from './sign-in.ts';
import { SignedIn, toSignedIn } from './signed-in.ts';

const SignInErrorCode: { [Code in SignInCode]: Code } = {
  INVALID_CREDENTIALS: 'INVALID_CREDENTIALS',
  TOO_MANY_ATTEMPTS: 'TOO_MANY_ATTEMPTS',
};
registerEnumType(SignInErrorCode, { name: 'SignInErrorCode' });

@InputType()
class SignInInput {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  password!: string;
}

@ObjectType({ implements: UserError })
class SignInError extends UserError {
  @Field(() => SignInErrorCode)
  code!: SignInCode;
}

@ObjectType()
class SignInPayload {
  @Field(() => SignedIn, { nullable: true })
  ok?: SignedIn;

  @Field(() => SignInError, { nullable: true })
  error?: SignInError;
}

@Resolver()
export class SignInResolver {
  @Mutation(() => SignInPayload, { description: 'Begins a session for who knows the password.' })
  @Directive('@cost(weight: 50)')
  async signIn(
    @Arg('input', () => SignInInput) input: SignInInput,
    @Ctx() context: AuthContext,
  ): Promise<SignInPayload> {
    const outcome = await signIn(input, context);
    return 'person' in outcome ? { ok: toSignedIn(outcome.person) } : { error: errorOf(SignInError, outcome.refusal) };
  }
}
