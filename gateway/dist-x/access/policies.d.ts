import type { Principal } from '@smarterfirms/platform/principal';
export declare const policyNames: ReadonlySet<string>;
/** The policies that hold for this principal now. One that nobody defined holds for nobody. */
export declare function grantedPolicies(principal: Principal | undefined, now?: number): ReadonlySet<string>;
