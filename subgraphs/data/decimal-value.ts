/** An exact decimal, as rows hold it. */
export interface Decimal {
  toNumber(): number;
  toFixed(places?: number): string;
}
