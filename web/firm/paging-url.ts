import { parseAsInteger, parseAsNumberLiteral, parseAsString } from 'nuqs';

export const pageSizes = [25, 50, 100] as const;

/** Which page of a list is shown, as it stands in the address. */
export const pagingUrl = {
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  /** The cursor of the page before; absent on the first. */
  after: parseAsString,
  page: parseAsInteger.withDefault(1),
};
