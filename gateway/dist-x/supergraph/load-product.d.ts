import { type RememberedDocuments } from '../persisted/documents.ts';
import type { Release } from './release.ts';
import type { LoadedSupergraph } from './snapshot.ts';
export interface ProductOptions {
    introspection: boolean;
    /** By subgraph name; every subgraph of the supergraph needs one. */
    subgraphUrls: Readonly<Record<string, string>>;
    /** Whether the first-party endpoint and its sockets take operations that are not registered; by default where none is. */
    otherOperations?: boolean | undefined;
    /** Takes a supergraph with fields that state nobody's access as well; for graphs that are not the product's. */
    anyAccess?: boolean | undefined;
    /** What clients of each graph have registered themselves; it outlives the supergraph. */
    remembered: {
        main: RememberedDocuments;
        contract: RememberedDocuments;
    };
}
/**
 * The graph of our own application, and its public part for the clients of the public API, of one supergraph. Throws where
 * it is none, has a subgraph without an address, or would serve a field to everybody by mistake.
 */
export declare function loadProduct({ sdl, registered }: Release, { introspection, subgraphUrls, otherOperations, anyAccess, remembered }: ProductOptions): Promise<LoadedSupergraph>;
