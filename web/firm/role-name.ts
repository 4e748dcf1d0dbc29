import type { Role } from '../generated/graphql.ts';

const names: Record<Role, string> = {
  OWNER: 'Owner',
  ADMIN: 'Administrator',
  BILLING: 'Billing',
  PARTNER: 'Partner',
  ATTORNEY: 'Attorney',
  STAFF: 'Staff',
  READ_ONLY: 'Read only',
};

export function roleName(role: Role): string {
  return names[role];
}
