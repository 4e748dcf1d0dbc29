import type { UserRow } from '../firm/people-rows.ts';
import type { ApiCall } from './call.ts';

/** The user of the call, where this user is kept to their own matters. */
export function restrictedReader({ firm, grant, world }: ApiCall): UserRow | undefined {
  return world.access.of(grant).visible === 'own' ? firm.tables.users.find(grant.userId) : undefined;
}
