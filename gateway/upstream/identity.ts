import type { Principal } from '@smarterfirms/platform/principal';

const known = new WeakMap<Principal, string>();

/** Whoever has the same text gets the same answers from subgraphs: everything that a service token says of a principal. */
export function identityOf(principal: Principal | undefined): string {
  if (!principal) return 'anonymous';
  let identity = known.get(principal);
  if (identity === undefined) {
    identity = JSON.stringify(principal);
    known.set(principal, identity);
  }
  return identity;
}
