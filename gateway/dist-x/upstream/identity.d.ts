import type { Principal } from '@smarterfirms/platform/principal';
/** Whoever has the same text gets the same answers from subgraphs: everything that a service token says of a principal. */
export declare function identityOf(principal: Principal | undefined): string;
