import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Decimal } from '../decimal-value.ts';

@ObjectType({ description: 'The part of a payment or of a credit memo that goes to a bill.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["bills:read"]])')
@Public()
export class Allocation {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => DateScalar, { nullable: true })
  date!: Date | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Payment or CreditMemo.' })
  parentType!: string | null;

  @Field(() => String, { nullable: true })
  paymentType!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it pays interest.' })
  interest!: boolean | null;

  @Field(() => Boolean, { nullable: true })
  hasOnlinePayment!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back; null while it stands.' })
  voidedAt!: Date | null;

  amount!: Decimal | null;
  billClioId!: string | null;
  matterClioId!: string | null;
  contactClioId!: string | null;
}

/** The fields of a row that the type shows. */
export type AllocationRow = Allocation;

export function toAllocation(row: AllocationRow): Allocation {
  return Object.assign(new Allocation(), row, {
    id: encodeUuid('allocation', row.id),
  });
}
