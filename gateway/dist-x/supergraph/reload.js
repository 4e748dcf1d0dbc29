import { nextSnapshot, SupergraphRefused } from './next-snapshot.js';
import { releaseKey, supergraphId } from './release.js';
/** Serves a new supergraph as soon as its source has one, or goes on with the present one and says why. */
export function keepReloading({ source, serving, first, count, ...parts }) {
    const { log } = parts;
    let served = releaseKey(first);
    let refused;
    let unreadable = false;
    let stopped = false;
    let last = Promise.resolve();
    let waiting;
    const stopWatching = source.watch(() => void reload());
    /** One at a time; whatever was told of before one begins is seen by it. */
    function reload() {
        waiting ??= last.then(() => {
            waiting = undefined;
            const look = lookOnce();
            last = look;
            return look;
        });
        return waiting;
    }
    async function lookOnce() {
        if (stopped)
            return 'unchanged';
        const release = await read();
        if (!release)
            return 'unreadable';
        const key = releaseKey(release);
        if (key === served || key === refused)
            return 'unchanged';
        const before = serving.current;
        try {
            const next = await nextSnapshot(release, parts, before);
            await take(next);
            served = key;
            refused = undefined;
            count?.('served');
            return 'served';
        }
        catch (error) {
            refused = key;
            const reasons = error instanceof SupergraphRefused ? error.reasons : [String(error)];
            log.error({ supergraph: supergraphId(release.sdl), served: before.id, reasons }, 'a new supergraph was refused; the present one is served further');
            count?.('refused');
            return 'refused';
        }
    }
    async function take(next) {
        if (stopped) {
            await next.close();
            return;
        }
        const before = serving.current.id;
        serving.replace(next);
        log.info({ supergraph: next.id, before }, 'a new supergraph is served');
    }
    async function read() {
        try {
            const release = await source.read();
            unreadable = false;
            return release;
        }
        catch (error) {
            // A source that is away is asked again and again: one line in the log is enough.
            if (!unreadable)
                log.error({ err: error }, 'the supergraph could not be read; the present one is served further');
            unreadable = true;
            count?.('unreadable');
            return undefined;
        }
    }
    return {
        reload,
        async stop() {
            stopped = true;
            stopWatching();
            await waiting;
            await last;
        },
    };
}
//# sourceMappingURL=reload.js.map