import { createHash } from 'node:crypto';
/** The first characters of the supergraph's SHA-256: the same wherever the same supergraph is served. */
export function supergraphId(sdl) {
    return createHash('sha256').update(sdl).digest('hex').slice(0, 12);
}
/** The same for the same supergraph and the same operations. */
export function releaseKey({ sdl, registered }) {
    return `${supergraphId(sdl)} ${supergraphId(registered.map(({ id }) => id).join())}`;
}
/** A supergraph and the operations for it; either may change alone. */
export function releaseSource(supergraph, operations) {
    return {
        async read() {
            const [sdl, registered] = await Promise.all([supergraph.read(), operations.read()]);
            return { sdl, registered };
        },
        watch(changed) {
            const stops = [supergraph.watch(changed), operations.watch(changed)];
            return () => {
                for (const stop of stops)
                    stop();
            };
        },
    };
}
//# sourceMappingURL=release.js.map