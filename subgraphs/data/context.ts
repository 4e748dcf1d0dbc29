import { asOwner } from '@smarterfirms/platform/firm-transaction';
import { graphError } from '@smarterfirms/platform/graph-error';
import { type RequestContext, requireUser } from '@smarterfirms/platform/request-context';
import { customFieldLoaders } from './custom-field/custom-field-value-records.ts';
import type { Database } from './database.ts';
import { freshnessLoaders } from './freshness/freshness-records.ts';
import { listPages } from './listing/list-pages.ts';
import { nodeLoaders } from './listing/node-loaders.ts';
import { firmCurrency } from './matter/firm-currency.ts';
import type { ReadFirm } from './read-firm.ts';

export interface DataContext extends RequestContext {
  /** Reads the principal's firm. Throws FORBIDDEN for a principal without one. */
  read: ReadFirm;
  /** What two fields of a request ask for is read once: one set of loaders per request. */
  nodes: ReturnType<typeof nodeLoaders>;
  pages: ReturnType<typeof listPages>;
  loaders: ReturnType<typeof freshnessLoaders> & ReturnType<typeof customFieldLoaders>;
  firmCurrency: () => Promise<string | null>;
}

export function dataContext(request: RequestContext, database: Database): DataContext {
  const read: ReadFirm = (work) => {
    const { firmId } = requireUser(request);
    if (!firmId) throw graphError('FORBIDDEN', 'Choose a firm first: this access token is for no firm.');
    return asOwner(database, { firmId }, (rows) => work(rows, firmId));
  };
  return {
    ...request,
    read,
    nodes: nodeLoaders(read),
    pages: listPages(read),
    loaders: { ...freshnessLoaders(read), ...customFieldLoaders(read) },
    firmCurrency: firmCurrency(read),
  };
}
