import { prepareRegistered, prepareUsed } from '../operation/warm-up.js';
import { supergraphId } from './release.js';
import { openSnapshot } from './snapshot.js';
/** A supergraph that cannot be served, and why. */
export class SupergraphRefused extends Error {
    constructor(reasons) {
        super(reasons.join('; '));
        this.reasons = reasons;
    }
}
/**
 * Makes a release ready to be served: loads it, looks whether the registered operations fit, and plans them, and what
 * clients have used of the snapshot before, so that nobody waits for a plan.
 *
 * @param before what is served now. At the start there is nothing better, so operations that do not fit are only told of.
 * Throws SupergraphRefused.
 */
export async function nextSnapshot(release, { load, connections, principals, log }, before) {
    const startedAt = performance.now();
    const supergraph = supergraphId(release.sdl);
    const loaded = await load(release).catch((error) => {
        throw new SupergraphRefused([error instanceof Error ? error.message : String(error)]);
    });
    const loadedAt = performance.now();
    const { main, contract, addresses } = loaded;
    const broken = await prepareRegistered(main.operations, release.registered, principals());
    if (broken.length > 0 && before)
        throw new SupergraphRefused(broken);
    for (const operation of broken)
        log.error({ supergraph, operation }, 'a registered operation does not fit the graph');
    let used = 0;
    if (before)
        used += await prepareUsed(main.operations, before.main.operations);
    if (before?.contract && contract)
        used += await prepareUsed(contract.operations, before.contract.operations);
    const snapshot = openSnapshot(supergraph, loaded, connections);
    log.info({
        supergraph,
        subgraphs: [...addresses.keys()],
        registered: release.registered.length,
        used,
        loadMs: Math.round(loadedAt - startedAt),
        warmMs: Math.round(performance.now() - loadedAt),
    }, 'a supergraph is ready to be served');
    return snapshot;
}
//# sourceMappingURL=next-snapshot.js.map