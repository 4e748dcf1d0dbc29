import type { Principal } from '@smarterfirms/platform/principal';
import type { DeprecatedUse } from './deprecated-uses.ts';
export interface UsageCount {
    coordinate: string;
    /** The API key, or `anonymous`. */
    client: string;
    /** Requests since this process began. */
    requests: number;
}
/** Counts who still uses what is deprecated: a field can go when nobody is left to be told. */
export declare class DeprecationUsage {
    #private;
    count(uses: readonly DeprecatedUse[], principal: Principal | undefined): void;
    counts(): readonly UsageCount[];
}
