import { fileSource } from '../supergraph/source/file-source.js';
import { readManifest } from './manifest.js';
/** The registered operations of several files, which change with the application that sends them. */
export function manifestSource(files) {
    const sources = files.map((file) => fileSource(file));
    return {
        read: async () => (await Promise.all(sources.map((source) => source.read()))).flatMap(readManifest),
        watch(changed) {
            const stops = sources.map((source) => source.watch(changed));
            return () => {
                for (const stop of stops)
                    stop();
            };
        },
    };
}
//# sourceMappingURL=manifest-source.js.map