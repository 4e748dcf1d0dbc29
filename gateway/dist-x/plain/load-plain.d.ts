import type { Release } from '../supergraph/release.ts';
import type { LoadedSupergraph } from '../supergraph/snapshot.ts';
/** Any supergraph as it is: everything is open to everybody, without limits, and subgraphs are where it says. */
export declare function loadPlain({ sdl }: Release): Promise<LoadedSupergraph>;
