import { Money, money } from '@smarterfirms/platform/graph-money';
import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, HoursScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import type { Decimal } from '../decimal-value.ts';

/** The only type of Clio that is work time. Others that look like it (a fixed fee) are not hours worked. */
export const timeEntryType = 'TimeEntry';

@ObjectType({ description: 'A time entry or an expense.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["activities:read"]])')
@Public()
export class Activity {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, {
    description:
      'As in Clio: TimeEntry, ExpenseEntry, HardCostEntry, SoftCostEntry, or a type that Clio has added since; Unknown where it is hidden.',
  })
  type!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the work.' })
  date!: Date | null;

  @Field(() => HoursScalar, {
    nullable: true,
    description: "Hours of a time entry, rounded by the firm's rule in Clio; null for expenses and where it is hidden.",
  })
  hours!: string | null;

  @Field(() => Float, { nullable: true, description: 'Units of an expense; null for time, which has hours.' })
  quantity!: number | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Per hour or per unit, rounded to the minor unit of the currency.',
  })
  price!: Money | null;

  @Field(() => Money, { nullable: true })
  total!: Money | null;

  @Field(() => Boolean, { nullable: true })
  nonBillable!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is on a bill that was sent.' })
  billed!: boolean | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  userClioId!: string | null;
  matterClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface ActivityRow {
  id: string;
  clioId: string;
  type: string | null;
  date: Date | null;
  quantity: Decimal | null;
  roundedQuantityInHours: Decimal | null;
  currency: string | null;
  priceMinor: bigint | null;
  totalMinor: bigint | null;
  nonBillable: boolean | null;
  billed: boolean | null;
  note: string | null;
  userClioId: string | null;
  matterClioId: string | null;
}

export function toActivity(row: ActivityRow): Activity {
  const isTime = row.type === timeEntryType;
  return Object.assign(new Activity(), {
    id: encodeUuid('activity', row.id),
    clioId: row.clioId,
    type: row.type ?? 'Unknown',
    date: row.date,
    hours: isTime ? (row.roundedQuantityInHours?.toFixed(4) ?? null) : null,
    quantity: isTime ? null : (row.quantity?.toNumber() ?? null),
    price: money(row.priceMinor, row.currency),
    total: money(row.totalMinor, row.currency),
    nonBillable: row.nonBillable,
    billed: row.billed,
    note: row.note,
    userClioId: row.userClioId,
    matterClioId: row.matterClioId,
  });
}
