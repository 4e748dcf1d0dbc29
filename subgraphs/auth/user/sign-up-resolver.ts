import { UserError } from '@smarterfirms/platform/graph-user-error';
import { Arg, Ctx, Directive, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { errorOf } from '../refusal.ts';
import { SignedIn, toSignedIn } from '../session/signed-in.ts';
import { type SignUpCode, signUp } from './sign-up.ts';

const SignUpErrorCode: { [Code in SignUpCode]: Code } = {
  EMAIL_TAKEN: 'EMAIL_TAKEN',
  EMAIL_INVALID: 'EMAIL_INVALID',
  PASSWORD_TOO_SHORT: 'PASSWORD_TOO_SHORT',
  PASSWORD_TOO_LONG: 'PASSWORD_TOO_LONG',
  PASSWORD_BREACHED: 'PASSWORD_BREACHED',
  NAME_REQUIRED: 'NAME_REQUIRED',
  TIME_ZONE_INVALID: 'TIME_ZONE_INVALID',
  LOCALE_INVALID: 'LOCALE_INVALID',
};
registerEnumType(SignUpErrorCode, { name: 'SignUpErrorCode' });

@InputType()
class SignUpInput {
  @Field(() => String)
  email!: string;

  @Field(() => String, { description: '15 to 128 characters; every character counts.' })
  password!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'IANA name, for example America/New_York.' })
  timeZone!: string;

  @Field(() => String, { description: 'BCP 47 language tag, for example en-US.' })
  locale!: string;
}

@ObjectType({ implements: UserError })
class SignUpError extends UserError {
  @Field(() => SignUpErrorCode)
  code!: SignUpCode;
}

@ObjectType()
class SignUpPayload {
  @Field(() => SignedIn, { nullable: true })
  ok?: SignedIn;

  @Field(() => SignUpError, { nullable: true })
  error?: SignUpError;
}

@Resolver()
export class SignUpResolver {
  @Mutation(() => SignUpPayload, { description: 'Makes an account and signs in to it.' })
  @Directive('@cost(weight: 50)')
  async signUp(
    @Arg('input', () => SignUpInput) input: SignUpInput,
    @Ctx() context: AuthContext,
  ): Promise<SignUpPayload> {
    const outcome = await signUp(input, context);
    return 'person' in outcome ? { ok: toSignedIn(outcome.person) } : { error: errorOf(SignUpError, outcome.refusal) };
  }
}
