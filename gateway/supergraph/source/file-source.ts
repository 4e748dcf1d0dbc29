import { type FSWatcher, watch } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Source } from './source.ts';

export interface FileSourceOptions {
  /** Between two looks where the file system tells nothing (network drives, a link further up that changes). */
  pollMs?: number;
  /** Silence after which a file counts as written: some editors write in several steps. */
  settledAfterMs?: number;
}

/**
 * A text file. Its folder is watched, not the file: editors and atomic writes put another file under its name, and mounted
 * configuration swaps a link beside it. In case nothing is told, the file is looked at now and then as well.
 */
export function fileSource(
  path: string,
  { pollMs = 2_000, settledAfterMs = 50 }: FileSourceOptions = {},
): Source<string> {
  return {
    read: () => readFile(path, 'utf8'),
    watch(changed) {
      let seen: string | undefined;
      let stopped = false;
      let settling: NodeJS.Timeout | undefined;
      const look = async () => {
        const now = await fingerprint(path);
        // A file that is away is about to be there again: until then there is nothing to read.
        if (stopped || now === undefined || now === seen) return;
        seen = now;
        changed();
      };
      const watcher = watchFolder(dirname(path), () => {
        clearTimeout(settling);
        settling = setTimeout(() => void look(), settledAfterMs);
      });
      const polling = setInterval(() => void look(), pollMs).unref();
      // The first look tells of what came between the first reading and now.
      void look();
      return () => {
        stopped = true;
        watcher?.close();
        clearInterval(polling);
        clearTimeout(settling);
      };
    },
  };
}

/** What differs after every change: another file, another length or another time. Undefined where there is no file. */
async function fingerprint(path: string): Promise<string | undefined> {
  try {
    const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${dev} ${ino} ${size} ${mtimeNs}`;
  } catch {
    return undefined;
  }
}

/** @returns undefined where the folder cannot be watched (missing, or too many watches): looking now and then remains. */
function watchFolder(folder: string, told: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, told);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
