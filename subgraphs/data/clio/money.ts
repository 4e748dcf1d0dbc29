import { minorUnits } from './decimal.ts';

interface WithCurrency {
  currency?: { code?: string | null | undefined } | null | undefined;
}

/** An amount of a record in minor units of the record's currency. Without a currency it has no meaning: it stays unknown. */
export function minor({ currency }: WithCurrency, amount: number | null | undefined): bigint | null {
  return minorOf(currency?.code, amount);
}

/** The same for a record that gives its currency as a code alone. */
export function minorOf(currency: string | null | undefined, amount: number | null | undefined): bigint | null {
  return amount === null || amount === undefined || !currency ? null : minorUnits(amount, currency);
}
