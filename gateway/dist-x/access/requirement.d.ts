import type { Principal } from '@smarterfirms/platform/principal';
/** One directive's list: the outer list is "any of", the inner "all of". */
export type AnyOfAllOf = readonly (readonly string[])[];
/** What a principal must have: to be signed in, and to satisfy every list of scopes and every list of policies. */
export interface Requirement {
    authenticated: boolean;
    scopes: readonly AnyOfAllOf[];
    policies: readonly AnyOfAllOf[];
}
export declare const open: Requirement;
export declare function isOpen({ authenticated, scopes, policies }: Requirement): boolean;
/** Both must hold. Lists that are there already are not repeated. */
export declare function both(a: Requirement, b: Requirement): Requirement;
export interface Refusal {
    code: 'UNAUTHENTICATED' | 'FORBIDDEN';
    message: string;
}
/**
 * Why the principal may not have what needs this, or undefined when it may.
 *
 * @param policies those that hold for this principal now (see policies.ts)
 */
export declare function refusalOf(requirement: Requirement, principal: Principal | undefined, policies: ReadonlySet<string>): Refusal | undefined;
