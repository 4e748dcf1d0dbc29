import type { ActivityRow } from '../firm/work-rows.ts';

/** Time is billed in tenths of an hour, rounded up. */
const tenthSeconds = 360;

/**
 * What the work costs when nobody says: the rate of its description, else what the matter agreed for the person, else
 * the person's own; an expense takes its category's.
 */
export function priceOf({ type, description, expenseCategory, matter, user }: ActivityRow): number {
  if (type !== 'TimeEntry') return (expenseCategory?.rate ?? 0) * 100;
  const agreed =
    matter?.hourlyRates?.find((rate) => rate.user === user) ?? matter?.hourlyRates?.find((rate) => !rate.user);
  return description?.rateCents ?? agreed?.cents ?? user.rateCents;
}

/** Sets the price, and the amounts that follow from it. */
export function priceActivity(activity: ActivityRow, priceCents: number): void {
  activity.priceCents = priceCents;
  if (activity.type !== 'TimeEntry') {
    activity.roundedQuantity = activity.quantity;
    activity.amountCents = Math.round((activity.quantity * priceCents) / 100);
    return;
  }
  activity.roundedQuantity = Math.ceil(activity.quantity / tenthSeconds) * tenthSeconds;
  // A flat rate is the price of the whole entry, however long it took.
  activity.amountCents = activity.flatRate ? priceCents : Math.round((activity.roundedQuantity * priceCents) / 3600);
}
