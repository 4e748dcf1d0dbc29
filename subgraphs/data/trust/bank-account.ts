import { Money, money } from '@smarterfirms/platform/graph-money';
import { Public } from '@smarterfirms/platform/graph-public';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A bank account of the firm.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["trust:read"]])')
@Public()
export class BankAccount {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Operating or Trust.' })
  type!: string | null;

  @Field(() => String, { nullable: true })
  institution!: string | null;

  @Field(() => Money, { nullable: true })
  balance!: Money | null;

  @Field(() => Boolean, { nullable: true })
  defaultAccount!: boolean | null;
}

/** The fields of a row that the type shows. */
export interface BankAccountRow extends Omit<BankAccount, 'balance'> {
  balanceMinor: bigint | null;
  currency: string | null;
}

export function toBankAccount(row: BankAccountRow): BankAccount {
  return Object.assign(new BankAccount(), row, {
    id: encodeUuid('bankAccount', row.id),
    balance: money(row.balanceMinor, row.currency),
  });
}
