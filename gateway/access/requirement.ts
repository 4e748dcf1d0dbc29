import type { Principal } from '@smarterfirms/platform/principal';

/** One directive's list: the outer list is "any of", the inner "all of". */
export type AnyOfAllOf = readonly (readonly string[])[];

/** What a principal must have: to be signed in, and to satisfy every list of scopes and every list of policies. */
export interface Requirement {
  authenticated: boolean;
  scopes: readonly AnyOfAllOf[];
  policies: readonly AnyOfAllOf[];
}

export const open: Requirement = { authenticated: false, scopes: [], policies: [] };

export function isOpen({ authenticated, scopes, policies }: Requirement): boolean {
  return !authenticated && scopes.length === 0 && policies.length === 0;
}

/** Both must hold. Lists that are there already are not repeated. */
export function both(a: Requirement, b: Requirement): Requirement {
  if (isOpen(a)) return b;
  if (isOpen(b)) return a;
  return {
    authenticated: a.authenticated || b.authenticated,
    scopes: unique([...a.scopes, ...b.scopes]),
    policies: unique([...a.policies, ...b.policies]),
  };
}

export interface Refusal {
  code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  message: string;
}

/**
 * Why the principal may not have what needs this, or undefined when it may.
 *
 * @param policies those that hold for this principal now (see policies.ts)
 */
export function refusalOf(
  requirement: Requirement,
  principal: Principal | undefined,
  policies: ReadonlySet<string>,
): Refusal | undefined {
  if (isOpen(requirement)) return undefined;
  if (!principal) return { code: 'UNAUTHENTICATED', message: 'Sign in to see this.' };
  const granted = new Set(principal.kind === 'user' ? principal.scopes : []);
  const missing = requirement.scopes.find((list) => !list.some((all) => all.every((scope) => granted.has(scope))));
  if (missing) return { code: 'FORBIDDEN', message: `This needs the permission ${inWords(missing)}.` };
  const unmet = requirement.policies.find((list) => !list.some((all) => all.every((policy) => policies.has(policy))));
  return unmet && { code: 'FORBIDDEN', message: `A policy closes this to you: ${inWords(unmet)}.` };
}

function inWords(list: AnyOfAllOf): string {
  return list.map((all) => all.map((scope) => `"${scope}"`).join(' and ')).join(', or ') || 'that nobody has';
}

function unique(lists: readonly AnyOfAllOf[]): AnyOfAllOf[] {
  return [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()];
}
