import type { Principal } from '@smarterfirms/platform/principal';
import { grantedPolicies } from '../access/policies.ts';

/** What about a principal decides over fields; two of the same key get the same fields. */
export interface Access {
  key: string;
  principal: Principal | undefined;
  policies: ReadonlySet<string>;
}

export function accessOf(principal: Principal | undefined): Access {
  const policies = grantedPolicies(principal);
  if (!principal) return { key: 'anonymous', principal, policies };
  const key =
    principal.kind === 'user'
      ? `user ${scopesText(principal)} | ${[...policies].join(' ')}`
      : `service ${principal.service}`;
  return { key, principal, policies };
}

const scopesTexts = new WeakMap<Principal, string>();

/** A principal lives as long as its token: its scopes are sorted once. */
function scopesText(principal: Principal & { kind: 'user' }): string {
  const text = scopesTexts.get(principal) ?? [...principal.scopes].sort().join(' ');
  scopesTexts.set(principal, text);
  return text;
}
