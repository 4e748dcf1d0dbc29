import type { Role } from '@smarterfirms/platform/access';
import { badInput, graphError } from '@smarterfirms/platform/graph-error';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { isId } from '@smarterfirms/platform/ids';
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
import { type GrantMembershipCode, grantMembership } from './grant-membership.ts';
import { Membership, toMembership } from './membership.ts';
import { RoleEnum } from './role.ts';

/** The one service that may decide who owns a firm: the one that makes firms. */
const grantor = 'accounts';

const GrantMembershipErrorCode: { [Code in GrantMembershipCode]: Code } = {
  USER_NOT_FOUND: 'USER_NOT_FOUND',
  ROLE_DIFFERS: 'ROLE_DIFFERS',
};
registerEnumType(GrantMembershipErrorCode, { name: 'GrantMembershipErrorCode' });

@InputType()
@Directive('@inaccessible')
class GrantMembershipInput {
  @Field(() => ID)
  firmId!: string;

  @Field(() => ID)
  userId!: string;

  @Field(() => RoleEnum)
  role!: Role;
}

@ObjectType()
@Directive('@inaccessible')
@Directive('@authenticated')
class MembershipGranted {
  @Field(() => Membership)
  membership!: Membership;
}

@ObjectType({ implements: UserError })
@Directive('@inaccessible')
class GrantMembershipError extends UserError {
  @Field(() => GrantMembershipErrorCode)
  code!: GrantMembershipCode;
}

@ObjectType()
@Directive('@inaccessible')
@Directive('@authenticated')
class GrantMembershipPayload {
  @Field(() => MembershipGranted, { nullable: true })
  ok?: MembershipGranted;

  @Field(() => GrantMembershipError, { nullable: true })
  error?: GrantMembershipError;
}

@Resolver()
export class GrantMembershipResolver {
  @Mutation(() => GrantMembershipPayload, {
    description: 'For the accounts service: makes a person a member of a firm.',
  })
  @Directive('@inaccessible')
  @Directive('@authenticated')
  async grantMembership(
    @Arg('input', () => GrantMembershipInput) { firmId, userId, role }: GrantMembershipInput,
    @Ctx() context: AuthContext,
  ): Promise<GrantMembershipPayload> {
    const { principal } = context;
    if (principal?.kind !== 'service' || principal.service !== grantor) {
      throw graphError('FORBIDDEN', `Only the service "${grantor}" grants memberships.`);
    }
    if (!isId('firm', firmId)) throw badInput('"firmId" is no id of a firm.');
    if (!isId('user', userId)) throw badInput('"userId" is no id of a user.');
    const outcome = await grantMembership({ firmId, userId, role }, context);
    return 'membership' in outcome
      ? { ok: { membership: toMembership(outcome.membership) } }
      : { error: errorOf(GrantMembershipError, outcome.refusal) };
  }
}
