import type { Log } from '@smarterfirms/platform/log';
import type { Principal } from '@smarterfirms/platform/principal';
import { prepareRegistered, prepareUsed } from '../operation/warm-up.ts';
import type { Connections } from '../upstream/connections.ts';
import { type Release, supergraphId } from './release.ts';
import { type LoadedSupergraph, openSnapshot, type Snapshot } from './snapshot.ts';

/** A supergraph that cannot be served, and why. */
export class SupergraphRefused extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.join('; '));
    this.reasons = reasons;
  }
}

export interface SnapshotParts {
  /** Throws where it is no supergraph, or one that cannot be served. */
  load: (release: Release) => Promise<LoadedSupergraph>;
  connections: Connections;
  /** For whom registered operations are planned ahead. */
  principals: () => readonly (Principal | undefined)[];
  log: Log;
}

/**
 * Makes a release ready to be served: loads it, looks whether the registered operations fit, and plans them, and what
 * clients have used of the snapshot before, so that nobody waits for a plan.
 *
 * @param before what is served now. At the start there is nothing better, so operations that do not fit are only told of.
 * Throws SupergraphRefused.
 */
export async function nextSnapshot(
  release: Release,
  { load, connections, principals, log }: SnapshotParts,
  before?: Snapshot,
): Promise<Snapshot> {
  const startedAt = performance.now();
  const supergraph = supergraphId(release.sdl);
  const loaded = await load(release).catch((error: unknown) => {
    throw new SupergraphRefused([error instanceof Error ? error.message : String(error)]);
  });
  const loadedAt = performance.now();
  const { main, contract, addresses } = loaded;
  const broken = await prepareRegistered(main.operations, release.registered, principals());
  if (broken.length > 0 && before) throw new SupergraphRefused(broken);
  for (const operation of broken) log.error({ supergraph, operation }, 'a registered operation does not fit the graph');
  let used = 0;
  if (before) used += await prepareUsed(main.operations, before.main.operations);
  if (before?.contract && contract) used += await prepareUsed(contract.operations, before.contract.operations);
  const snapshot = openSnapshot(supergraph, loaded, connections);
  log.info(
    {
      supergraph,
      subgraphs: [...addresses.keys()],
      registered: release.registered.length,
      used,
      loadMs: Math.round(loadedAt - startedAt),
      warmMs: Math.round(performance.now() - loadedAt),
    },
    'a supergraph is ready to be served',
  );
  return snapshot;
}
