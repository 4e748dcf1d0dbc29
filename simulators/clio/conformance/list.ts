import { data } from './data.ts';
import { documents } from './documents.ts';
import { faults } from './faults.ts';
import { fields } from './fields.ts';
import { filters } from './filters.ts';
import { hosts } from './hosts.ts';
import { oauth } from './oauth.ts';
import { paging } from './paging.ts';
import { rate } from './rate.ts';
import type { Requirement } from './requirement.ts';
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
  ...documents,
  ...webhooks,
  ...faults,
];
