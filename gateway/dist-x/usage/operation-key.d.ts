import { calculateReferencedFieldsByType } from '@apollo/utils.usagereporting';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
/** What an operation is counted by, and the fields that it uses. */
export interface OperationKey {
    /** `# <name>` and the signature below: the operation without literals, aliases and what does not change its meaning. */
    key: string;
    referencedFieldsByType: ReturnType<typeof calculateReferencedFieldsByType>;
}
/** @returns undefined for what never got so far as to be looked at, such as a request without a good token. */
export declare function operationKey({ document, apiSchema, operationName, codes }: OperationRecord): OperationKey | undefined;
