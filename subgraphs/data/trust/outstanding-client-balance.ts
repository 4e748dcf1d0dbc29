import { Money, money } from '@smarterfirms/platform/graph-money';
import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a client owes in all, as Clio sums it up.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["trust:read"]])')
@Public()
export class OutstandingClientBalance {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => Money, { nullable: true })
  total!: Money | null;

  @Field(() => Money, { nullable: true, description: 'Payments that are under way.' })
  pending!: Money | null;

  @Field(() => DateScalar, { nullable: true })
  lastPaymentDate!: Date | null;

  @Field(() => DateScalar, { nullable: true })
  newestBillDueOn!: Date | null;

  contactClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface OutstandingClientBalanceRow extends Omit<OutstandingClientBalance, 'total' | 'pending'> {
  totalMinor: bigint | null;
  pendingMinor: bigint | null;
  currency: string | null;
}

export function toOutstandingClientBalance(row: OutstandingClientBalanceRow): OutstandingClientBalance {
  return Object.assign(new OutstandingClientBalance(), row, {
    id: encodeUuid('outstandingClientBalance', row.id),
    total: money(row.totalMinor, row.currency),
    pending: money(row.pendingMinor, row.currency),
  });
}
