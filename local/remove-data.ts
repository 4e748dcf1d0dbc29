import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDataDirectory } from './data-directory.ts';
import { AlreadyRunningError, lockHolder } from './lock.ts';
import { clusterHome } from './postgres/server.ts';

/**
 * Deletes everything that an instance has stored, after telling which paths.
 * Throws AlreadyRunningError while the instance runs.
 */
export function removeData(root: string | undefined, tell: (paths: readonly string[]) => void): void {
  const directory = openDataDirectory(root);
  const holder = lockHolder(directory);
  if (holder) {
    throw new AlreadyRunningError(
      `Smarter Firms is running on ${directory.root} (process ${holder.pid}). Stop it with Ctrl-C first.`,
    );
  }
  // The database may lie elsewhere, where the account that runs it can reach it.
  const { home: cluster } = clusterHome(directory);
  const inside = readdirSync(directory.root).map((name) => join(directory.root, name));
  const doomed = [...new Set([...inside, cluster])].filter(existsSync);
  tell(doomed);
  for (const path of doomed) rmSync(path, { recursive: true, force: true });
}
