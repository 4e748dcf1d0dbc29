import type { Log } from '@smarterfirms/platform/log';
import type { Principal } from '@smarterfirms/platform/principal';
import type { Connections } from '../upstream/connections.ts';
import { type Release } from './release.ts';
import { type LoadedSupergraph, type Snapshot } from './snapshot.ts';
/** A supergraph that cannot be served, and why. */
export declare class SupergraphRefused extends Error {
    readonly reasons: readonly string[];
    constructor(reasons: readonly string[]);
}
export interface SnapshotParts {
    /** Throws where it is no supergraph, or one that cannot be served. */
    load: (release: Release) => Promise<LoadedSupergraph>;
    connections: Connections;
    /** For whom registered operations are planned ahead. */
    principals: () => readonly (Principal | undefined)[];
    log: Log;
}
/**
 * Makes a release ready to be served: loads it, looks whether the registered operations fit, and plans them, and what
 * clients have used of the snapshot before, so that nobody waits for a plan.
 *
 * @param before what is served now. At the start there is nothing better, so operations that do not fit are only told of.
 * Throws SupergraphRefused.
 */
export declare function nextSnapshot(release: Release, { load, connections, principals, log }: SnapshotParts, before?: Snapshot): Promise<Snapshot>;
