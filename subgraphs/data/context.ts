import { asOwner } from '@smarterfirms/platform/firm-transaction';
import { graphError } from '@smarterfirms/platform/graph-error';
import { type RequestContext, requireUser } from '@smarterfirms/platform/request-context';
import { activityLoaders } from './activity/activity-records.ts';
import { billLoaders } from './bill/bill-records.ts';
import { contactLoaders } from './contact/contact-records.ts';
import type { Database } from './database.ts';
import { freshnessLoaders } from './freshness/freshness-records.ts';
import { matterLoaders } from './matter/matter-records.ts';
import type { ReadFirm } from './read-firm.ts';
import { timekeeperLoaders } from './timekeeper/timekeeper-records.ts';

export interface DataContext extends RequestContext {
  /** Reads the principal's firm. Throws FORBIDDEN for a principal without one. */
  read: ReadFirm;
  loaders: ReturnType<typeof loadersOf>;
}

export function dataContext(request: RequestContext, database: Database): DataContext {
  const read: ReadFirm = (work) => {
    const { firmId } = requireUser(request);
    if (!firmId) throw graphError('FORBIDDEN', 'Choose a firm first: this access token is for no firm.');
    return asOwner(database, { firmId }, (rows) => work(rows, firmId));
  };
  return { ...request, read, loaders: loadersOf(read) };
}

/** One set per request: what two fields of a request ask for is read once. */
function loadersOf(read: ReadFirm) {
  return {
    ...matterLoaders(read),
    ...contactLoaders(read),
    ...timekeeperLoaders(read),
    ...activityLoaders(read),
    ...billLoaders(read),
    ...freshnessLoaders(read),
  };
}
