import { asOwner } from '@smarterfirms/platform/firm-transaction';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { RequestContext } from '@smarterfirms/platform/request-context';
import { activityLoaders } from './activity/activity-records.ts';
import { billLoaders } from './bill/bill-records.ts';
import { contactLoaders } from './contact/contact-records.ts';
import type { Database } from './database.ts';
import { matterLoaders } from './matter/matter-records.ts';
import type { ReadFirm } from './read-firm.ts';
import { timekeeperLoaders } from './timekeeper/timekeeper-records.ts';

export interface DataContext extends RequestContext {
  /** Reads the principal's firm; for a principal without one it finds nothing. */
  read: ReadFirm;
  loaders: ReturnType<typeof loadersOf>;
}

export function dataContext(request: RequestContext, database: Database): DataContext {
  const firmId: FirmId | undefined = request.principal?.kind === 'user' ? request.principal.firmId : undefined;
  const read: ReadFirm = (work) => asOwner(database, { firmId }, work);
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
  };
}
