import type { ResourceName } from '../firm/firm.ts';
import { activities } from './activities.ts';
import { bills } from './bills.ts';
import { contacts } from './contacts.ts';
import { lineItems } from './line-items.ts';
import { matters } from './matters.ts';
import type { Resource } from './resource.ts';
import { users } from './users.ts';

/** Every collection the simulator serves, by the name in its path. */
export const resources: Readonly<Record<ResourceName, Resource>> = {
  users,
  contacts,
  matters,
  activities,
  bills,
  line_items: lineItems,
};
