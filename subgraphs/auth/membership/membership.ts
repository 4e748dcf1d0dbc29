import { type Role, scopesOf } from '@smarterfirms/platform/access';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { type MembershipRow, roleOf } from './membership-records.ts';
import { RoleEnum } from './role.ts';

@ObjectType({ description: "A person's place in a firm." })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
export class Membership {
  @Field(() => ID)
  id!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => [String], { description: 'What the role permits, for example "matters:read".' })
  scopes!: string[];

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  firmId!: string;
  userId!: string;
}

export function toMembership(row: MembershipRow): Membership {
  const { id, createdAt, firmId, userId } = row;
  const role = roleOf(row);
  return Object.assign(new Membership(), { id, role, scopes: scopesOf(role), createdAt, firmId, userId });
}
