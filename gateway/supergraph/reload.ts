import type { Log } from '@smarterfirms/platform/log';
import { nextSnapshot, type SnapshotParts, SupergraphRefused } from './next-snapshot.ts';
import { type Release, releaseKey, supergraphId } from './release.ts';
import type { Serving } from './serving.ts';
import type { Snapshot } from './snapshot.ts';
import type { Source } from './source/source.ts';

/**
 * How a look at the source ended: a new supergraph is served; it is the one that is served, or the one that was refused;
 * it was refused; it could not be read. In all but the first case everything goes on as it was.
 */
export type ReloadOutcome = 'served' | 'unchanged' | 'refused' | 'unreadable';

export interface ReloadOptions extends SnapshotParts {
  source: Source<Release>;
  serving: Serving;
  /** The release that is served at the beginning. */
  first: Release;
  /** Told of every look that found something. */
  count?: (outcome: ReloadOutcome) => void;
  log: Log;
}

export interface Reloading {
  /** Looks at the source now. A look that is under way is waited for, and followed by another one. */
  reload(): Promise<ReloadOutcome>;
  stop(): Promise<void>;
}

/** Serves a new supergraph as soon as its source has one, or goes on with the present one and says why. */
export function keepReloading({ source, serving, first, count, ...parts }: ReloadOptions): Reloading {
  const { log } = parts;
  let served = releaseKey(first);
  let refused: string | undefined;
  let unreadable = false;
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  let waiting: Promise<ReloadOutcome> | undefined;
  const stopWatching = source.watch(() => void reload());

  /** One at a time; whatever was told of before one begins is seen by it. */
  function reload(): Promise<ReloadOutcome> {
    waiting ??= last.then(() => {
      waiting = undefined;
      const look = lookOnce();
      last = look;
      return look;
    });
    return waiting;
  }

  async function lookOnce(): Promise<ReloadOutcome> {
    if (stopped) return 'unchanged';
    const release = await read();
    if (!release) return 'unreadable';
    const key = releaseKey(release);
    if (key === served || key === refused) return 'unchanged';
    const before = serving.current;
    try {
      const next = await nextSnapshot(release, parts, before);
      await take(next);
      served = key;
      refused = undefined;
      count?.('served');
      return 'served';
    } catch (error) {
      refused = key;
      const reasons = error instanceof SupergraphRefused ? error.reasons : [String(error)];
      log.error(
        { supergraph: supergraphId(release.sdl), served: before.id, reasons },
        'a new supergraph was refused; the present one is served further',
      );
      count?.('refused');
      return 'refused';
    }
  }

  async function take(next: Snapshot): Promise<void> {
    if (stopped) {
      await next.close();
      return;
    }
    const before = serving.current.id;
    serving.replace(next);
    log.info({ supergraph: next.id, before }, 'a new supergraph is served');
  }

  async function read(): Promise<Release | undefined> {
    try {
      const release = await source.read();
      unreadable = false;
      return release;
    } catch (error) {
      // A source that is away is asked again and again: one line in the log is enough.
      if (!unreadable) log.error({ err: error }, 'the supergraph could not be read; the present one is served further');
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
