import { activityWrites } from './activity-writes.ts';
import { billWrites } from './bill-writes.ts';
import { contactWrites } from './contact-writes.ts';
import { data } from './data.ts';
import { deliveries } from './deliveries.ts';
import { documents } from './documents.ts';
import { faults } from './faults.ts';
import { fields } from './fields.ts';
import { filters } from './filters.ts';
import { furtherLists } from './further-lists.ts';
import { handshakes } from './handshakes.ts';
import { hosts } from './hosts.ts';
import { matterWrites } from './matter-writes.ts';
import { oauth } from './oauth.ts';
import { officeWrites } from './office-writes.ts';
import { paging } from './paging.ts';
import { permissions } from './permissions.ts';
import { rate } from './rate.ts';
import type { Requirement } from './requirement.ts';
import { retries } from './retries.ts';
import { versions } from './versions.ts';
import { webhooks } from './webhooks.ts';
import { writes } from './writes.ts';

/** Everything that Clio does, one by one, as far as it can be seen from outside. */
export const requirements: readonly Requirement[] = [
  ...hosts,
  ...oauth,
  ...rate,
  ...paging,
  ...fields,
  ...filters,
  ...versions,
  ...data,
  ...writes,
  ...contactWrites,
  ...matterWrites,
  ...activityWrites,
  ...billWrites,
  ...officeWrites,
  ...permissions,
  ...furtherLists,
  ...documents,
  ...webhooks,
  ...handshakes,
  ...deliveries,
  ...retries,
  ...faults,
];
