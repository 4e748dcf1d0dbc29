/** The attribute by which DynamoDB deletes an item (its TTL): the moment of its end, in whole seconds since 1970. */
export const expiryAttribute = 'expiresAt';

/** For so long after its end a sync is in the history. */
export const jobKeptDays = 90;
/**
 * For so long after it occurred an error is kept, which is shown with its job: longer than a job is, so that no job loses errors
 * before it goes, one of a month either.
 */
export const errorKeptDays = 120;

export function expiryAfter(from: string, days: number): { [expiryAttribute]: number } {
  return { [expiryAttribute]: Math.floor(Date.parse(from) / 1000) + days * 86_400 };
}

/** Whether an item's time is over. DynamoDB deletes it days later, so whoever reads must leave it out. */
export function isExpired(item: Readonly<Record<string, unknown>>): boolean {
  const expiresAt = item[expiryAttribute];
  return typeof expiresAt === 'number' && expiresAt <= nowSeconds();
}

/** The same as conditions of a query or a write, with the values that they name. */
export const unexpired = `(attribute_not_exists(${expiryAttribute}) or ${expiryAttribute} > :nowSeconds)`;
export const expired = `${expiryAttribute} <= :nowSeconds`;
export const expiryValues = () => ({ ':nowSeconds': nowSeconds() });

const nowSeconds = () => Math.floor(Date.now() / 1000);
