import { parseAsInteger, parseAsNumberLiteral, parseAsString, parseAsStringLiteral } from 'nuqs';

export const pageSizes = [25, 50, 100] as const;
export const orderFields = ['DISPLAY_NUMBER', 'OPEN_DATE', 'UPDATED_AT'] as const;

/** What a matters list shows is in its address: links, reloads and the back button all give the same list. */
export const mattersUrl = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(['OPEN', 'PENDING', 'CLOSED'] as const),
  sort: parseAsStringLiteral(orderFields).withDefault('DISPLAY_NUMBER'),
  direction: parseAsStringLiteral(['ASC', 'DESC'] as const).withDefault('ASC'),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  /** The cursor of the page before; absent on the first. */
  after: parseAsString,
  page: parseAsInteger.withDefault(1),
};
