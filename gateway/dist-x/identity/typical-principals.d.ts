import type { Principal } from '@smarterfirms/platform/principal';
/**
 * One of everybody who differs in what the application shows them: nobody, a person without a firm, and a person of each
 * role, each just signed in and a while later. Plans depend on nothing else about a person.
 */
export declare function typicalPrincipals(now?: number): (Principal | undefined)[];
