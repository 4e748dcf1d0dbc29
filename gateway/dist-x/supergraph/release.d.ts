import type { PersistedOperation } from '../persisted/manifest.ts';
import type { Source } from './source/source.ts';
/** What is deployed together, and served by one snapshot. */
export interface Release {
    sdl: string;
    /** What the web application sends, by id. */
    registered: readonly PersistedOperation[];
}
/** The first characters of the supergraph's SHA-256: the same wherever the same supergraph is served. */
export declare function supergraphId(sdl: string): string;
/** The same for the same supergraph and the same operations. */
export declare function releaseKey({ sdl, registered }: Release): string;
/** A supergraph and the operations for it; either may change alone. */
export declare function releaseSource(supergraph: Source<string>, operations: Source<readonly PersistedOperation[]>): Source<Release>;
