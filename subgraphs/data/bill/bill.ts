import { Money, money } from '@smarterfirms/platform/graph-money';
import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A bill in Clio, of whatever state.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["bills:read"]])')
@Public()
export class Bill {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  number!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As in Clio: draft, awaiting_approval, awaiting_payment, paid, void, deleted.',
  })
  state!: string | null;

  @Field(() => DateScalar, { nullable: true })
  issuedOn!: Date | null;

  @Field(() => DateScalar, { nullable: true })
  dueOn!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  paidAt!: Date | null;

  @Field(() => Money, { nullable: true, description: 'With taxes and interest.' })
  total!: Money | null;

  @Field(() => Money, { nullable: true, description: 'What is still open.' })
  balance!: Money | null;

  @Field(() => Money, { nullable: true, description: 'What has been paid so far.' })
  paid!: Money | null;

  currency!: string | null;
  clientClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface BillRow extends Omit<Bill, 'total' | 'balance' | 'paid'> {
  totalMinor: bigint | null;
  balanceMinor: bigint | null;
  paidMinor: bigint | null;
}

export function toBill(row: BillRow): Bill {
  return Object.assign(new Bill(), row, {
    id: encodeUuid('bill', row.id),
    total: money(row.totalMinor, row.currency),
    balance: money(row.balanceMinor, row.currency),
    paid: money(row.paidMinor, row.currency),
  });
}
