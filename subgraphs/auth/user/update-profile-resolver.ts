import { UserError } from '@smarterfirms/platform/graph-user-error';
import { requireScope } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { errorOf } from '../refusal.ts';
import type { ProfileCode } from './profile-rule.ts';
import { updateProfile } from './update-profile.ts';
import { toUser, User } from './user.ts';

const UpdateProfileErrorCode: { [Code in ProfileCode]: Code } = {
  NAME_REQUIRED: 'NAME_REQUIRED',
  PHONE_INVALID: 'PHONE_INVALID',
  TIME_ZONE_INVALID: 'TIME_ZONE_INVALID',
  LOCALE_INVALID: 'LOCALE_INVALID',
};
registerEnumType(UpdateProfileErrorCode, { name: 'UpdateProfileErrorCode' });

@InputType({ description: 'What is left out stays as it is.' })
class UpdateProfileInput {
  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Null or empty removes it.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA name, for example America/New_York.' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'BCP 47 language tag, for example en-US.' })
  locale?: string | null;
}

@ObjectType()
@Directive('@authenticated')
class ProfileUpdated {
  @Field(() => User)
  user!: User;
}

@ObjectType({ implements: UserError })
class UpdateProfileError extends UserError {
  @Field(() => UpdateProfileErrorCode)
  code!: ProfileCode;
}

@ObjectType()
@Directive('@authenticated')
class UpdateProfilePayload {
  @Field(() => ProfileUpdated, { nullable: true })
  ok?: ProfileUpdated;

  @Field(() => UpdateProfileError, { nullable: true })
  error?: UpdateProfileError;
}

@Resolver()
export class UpdateProfileResolver {
  @Mutation(() => UpdateProfilePayload, { description: 'Changes your own profile.' })
  @Directive('@requiresScopes(scopes: [["profile:write"]])')
  async updateProfile(
    @Arg('input', () => UpdateProfileInput) input: UpdateProfileInput,
    @Ctx() context: AuthContext,
  ): Promise<UpdateProfilePayload> {
    const { userId } = requireScope(context, 'profile:write');
    const outcome = await updateProfile(input, userId, context);
    return 'user' in outcome
      ? { ok: { user: toUser(outcome.user) } }
      : { error: errorOf(UpdateProfileError, outcome.refusal) };
  }
}
