import { createHash } from 'node:crypto';
import type { PersistedOperation } from '../persisted/manifest.ts';
import type { Source } from './source/source.ts';

/** What is deployed together, and served by one snapshot. */
export interface Release {
  sdl: string;
  /** What the web application sends, by id. */
  registered: readonly PersistedOperation[];
}

/** The first characters of the supergraph's SHA-256: the same wherever the same supergraph is served. */
export function supergraphId(sdl: string): string {
  return createHash('sha256').update(sdl).digest('hex').slice(0, 12);
}

/** The same for the same supergraph and the same operations. */
export function releaseKey({ sdl, registered }: Release): string {
  return `${supergraphId(sdl)} ${supergraphId(registered.map(({ id }) => id).join())}`;
}

/** A supergraph and the operations for it; either may change alone. */
export function releaseSource(
  supergraph: Source<string>,
  operations: Source<readonly PersistedOperation[]>,
): Source<Release> {
  return {
    async read() {
      const [sdl, registered] = await Promise.all([supergraph.read(), operations.read()]);
      return { sdl, registered };
    },
    watch(changed) {
      const stops = [supergraph.watch(changed), operations.watch(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
