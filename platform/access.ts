/** The closed list of permissions. A scope names one; a role maps to several; an API key holds a subset of its creator's. */
export const scopes = [
  'firm:read',
  'firm:write',
  'members:read',
  'members:write',
  'api-keys:read',
  'api-keys:write',
  'billing:read',
  'billing:write',
  'clio:read',
  'clio:write',
  'sync:read',
  'sync:write',
  'matters:read',
  'contacts:read',
  'activities:read',
  'bills:read',
  'trust:read',
  'metrics:read',
  'notifications:read',
  'notifications:write',
  'profile:read',
  'profile:write',
] as const;

export type Scope = (typeof scopes)[number];

export const roles = ['owner', 'admin', 'billing', 'partner', 'attorney', 'staff', 'read-only'] as const;
export type Role = (typeof roles)[number];

/** What every signed-in person may do, with or without a firm. */
export const personalScopes: readonly Scope[] = [
  'profile:read',
  'profile:write',
  'notifications:read',
  'notifications:write',
];

/** What an API key may be given: reading the practice's data, and syncing. Never what changes people, money or access. */
export const apiKeyScopes: readonly Scope[] = [
  'firm:read',
  'clio:read',
  'sync:read',
  'sync:write',
  'matters:read',
  'contacts:read',
  'activities:read',
  'bills:read',
  'trust:read',
  'metrics:read',
];

const practice: readonly Scope[] = [
  'firm:read',
  'sync:read',
  'clio:read',
  'matters:read',
  'contacts:read',
  'activities:read',
];

const firmScopes: Record<Role, readonly Scope[]> = {
  owner: scopes,
  admin: scopes.filter((scope) => scope !== 'billing:write'),
  billing: [...practice, 'members:read', 'billing:read', 'billing:write', 'bills:read', 'trust:read', 'metrics:read'],
  partner: [...practice, 'members:read', 'bills:read', 'trust:read', 'metrics:read'],
  attorney: [...practice, 'bills:read', 'metrics:read'],
  staff: practice,
  'read-only': [...practice, 'bills:read'],
};

/** Scopes of a person: the personal ones, and those of the role in the chosen firm. Sorted, without repeats. */
export function scopesOf(role: Role | undefined): Scope[] {
  return [...new Set([...personalScopes, ...(role ? firmScopes[role] : [])])].sort();
}
