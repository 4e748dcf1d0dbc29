import { minorUnits } from './decimal.ts';

interface WithCurrency {
  currency?: { code?: string | null | undefined } | null | undefined;
}

/** An amount of a record in minor units of the record's currency. Without a currency it has no meaning: it stays unknown. */
export function minor({ currency }: WithCurrency, amount: number | null | undefined): bigint | null {
  return amount === null || amount === undefined || !currency?.code ? null : minorUnits(amount, currency.code);
}
