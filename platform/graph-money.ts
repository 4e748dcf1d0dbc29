import { Directive, Field, ObjectType } from 'type-graphql';
import { MinorUnitsScalar } from './graph-scalars.ts';

/** An exact amount: whole minor units (cents) and the ISO 4217 currency. Floats never hold money. */
@ObjectType({ description: "An exact amount of money in the currency's minor unit." })
@Directive('@shareable')
export class Money {
  @Field(() => MinorUnitsScalar)
  amount!: number;

  @Field(() => String, { description: 'ISO 4217, for example USD.' })
  currency!: string;
}

/** Money, or null where the amount is not known (redacted or never given): unknown is not zero. */
export function money(amount: number | bigint | null | undefined, currency: string | null | undefined): Money | null {
  if (amount === null || amount === undefined || !currency) return null;
  return Object.assign(new Money(), { amount: Number(amount), currency });
}
