import { fileSource } from '../supergraph/source/file-source.ts';
import type { Source } from '../supergraph/source/source.ts';
import { type PersistedOperation, readManifest } from './manifest.ts';

/** The registered operations of several files, which change with the application that sends them. */
export function manifestSource(files: readonly string[]): Source<readonly PersistedOperation[]> {
  const sources = files.map((file) => fileSource(file));
  return {
    read: async () => (await Promise.all(sources.map((source) => source.read()))).flatMap(readManifest),
    watch(changed) {
      const stops = sources.map((source) => source.watch(changed));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
