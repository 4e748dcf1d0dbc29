import { parseAsString, parseAsStringLiteral } from 'nuqs';
import { pagingUrl } from '../firm/paging-url.ts';

export const orderFields = ['DISPLAY_NUMBER', 'OPEN_DATE', 'UPDATED_AT'] as const;

/** What a matters list shows is in its address: links, reloads and the back button all give the same list. */
export const mattersUrl = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(['OPEN', 'PENDING', 'CLOSED'] as const),
  sort: parseAsStringLiteral(orderFields).withDefault('DISPLAY_NUMBER'),
  direction: parseAsStringLiteral(['ASC', 'DESC'] as const).withDefault('ASC'),
  ...pagingUrl,
};
