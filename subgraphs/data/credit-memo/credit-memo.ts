import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Decimal } from '../decimal-value.ts';

@ObjectType({ description: 'What the firm gives back or forgives.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["bills:read"]])')
@Public()
export class CreditMemo {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => DateScalar, { nullable: true })
  date!: Date | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => Boolean, { nullable: true })
  discount!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back; null while it stands.' })
  voidedAt!: Date | null;

  amount!: Decimal | null;
  contactClioId!: string | null;
  userClioId!: string | null;
}

/** The fields of a row that the type shows. */
export type CreditMemoRow = CreditMemo;

export function toCreditMemo(row: CreditMemoRow): CreditMemo {
  return Object.assign(new CreditMemo(), row, {
    id: encodeUuid('creditMemo', row.id),
  });
}
