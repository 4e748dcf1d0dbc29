import type { Role } from '@smarterfirms/platform/access';
import { registerEnumType } from 'type-graphql';

/** Names of roles in the graph, and what they are in tokens, events and rows. */
export const RoleEnum = {
  OWNER: 'owner',
  ADMIN: 'admin',
  BILLING: 'billing',
  PARTNER: 'partner',
  ATTORNEY: 'attorney',
  STAFF: 'staff',
  READ_ONLY: 'read-only',
} as const satisfies Record<string, Role>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a person is in a firm; it decides which scopes they have.',
});
