import type { Log } from '@smarterfirms/platform/log';
import { type SnapshotParts } from './next-snapshot.ts';
import { type Release } from './release.ts';
import type { Serving } from './serving.ts';
import type { Source } from './source/source.ts';
/**
 * How a look at the source ended: a new supergraph is served; it is the one that is served, or the one that was refused;
 * it was refused; it could not be read. In all but the first case everything goes on as it was.
 */
export type ReloadOutcome = 'served' | 'unchanged' | 'refused' | 'unreadable';
export interface ReloadOptions extends SnapshotParts {
    source: Source<Release>;
    serving: Serving;
    /** The release that is served at the beginning. */
    first: Release;
    /** Told of every look that found something. */
    count?: (outcome: ReloadOutcome) => void;
    log: Log;
}
export interface Reloading {
    /** Looks at the source now. A look that is under way is waited for, and followed by another one. */
    reload(): Promise<ReloadOutcome>;
    stop(): Promise<void>;
}
/** Serves a new supergraph as soon as its source has one, or goes on with the present one and says why. */
export declare function keepReloading({ source, serving, first, count, ...parts }: ReloadOptions): Reloading;
