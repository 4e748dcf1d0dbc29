import type { Principal } from '@smarterfirms/platform/principal';
import type { PersistedOperation } from '../persisted/manifest.ts';
import type { Operations } from './operations.ts';
/**
 * Prepares each registered operation for each principal, so that no client waits for a plan. Requests go on meanwhile.
 *
 * @returns what does not fit the supergraph, one readable line for each operation.
 */
export declare function prepareRegistered(operations: Operations, registered: readonly PersistedOperation[], principals: readonly (Principal | undefined)[]): Promise<string[]>;
/**
 * Prepares what clients have used with the operations of an earlier supergraph, the last used first, as far as it fits.
 *
 * @returns how many it has prepared.
 */
export declare function prepareUsed(operations: Operations, earlier: Operations): Promise<number>;
