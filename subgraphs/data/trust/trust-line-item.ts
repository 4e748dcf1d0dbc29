import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Decimal } from '../decimal-value.ts';

@ObjectType({ description: 'A line of trust activity on a bill.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["trust:read"]])')
@Public()
export class TrustLineItem {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => DateScalar, { nullable: true })
  date!: Date | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  total!: Decimal | null;
  billClioId!: string | null;
  matterClioId!: string | null;
  clientClioId!: string | null;
}

/** The fields of a row that the type shows. */
export type TrustLineItemRow = TrustLineItem;

export function toTrustLineItem(row: TrustLineItemRow): TrustLineItem {
  return Object.assign(new TrustLineItem(), row, {
    id: encodeUuid('trustLineItem', row.id),
  });
}
