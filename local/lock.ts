import { rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { DataDirectory } from './data-directory.ts';
import { readJsonFile } from './json-file.ts';
import { isRunning, processStart } from './supervise/process-identity.ts';

const holder = z.object({ pid: z.int(), start: z.string(), since: z.string() });

/** Another instance works on this data directory. The message is a sentence for the person at the terminal. */
export class AlreadyRunningError extends Error {}

/** Who holds the lock now, or undefined. A holder that died without releasing it counts as nobody. */
export function lockHolder({ lock }: DataDirectory): z.infer<typeof holder> | undefined {
  let found: z.infer<typeof holder> | undefined;
  try {
    found = readJsonFile(lock, holder);
  } catch {
    // Half written when the power went: whoever wrote it is gone.
  }
  return found && isRunning(found) ? found : undefined;
}

/**
 * Makes this process the only one on the data directory until `release` is called.
 * Throws AlreadyRunningError while another one lives; a stale lock is taken over.
 */
export function acquireLock(directory: DataDirectory): { release(): void } {
  const current = lockHolder(directory);
  if (current) {
    throw new AlreadyRunningError(
      `Smarter Firms already runs on ${directory.root} (process ${current.pid}, since ${current.since}). ` +
        'Stop it with Ctrl-C in its terminal, or use another directory: npm start -- --data-dir <directory> --ports random',
    );
  }
  rmSync(directory.lock, { force: true });
  const mine = { pid: process.pid, start: processStart(process.pid) ?? '', since: new Date().toISOString() };
  // `wx` fails when a second start wrote its lock between the look above and here: the later one gives way.
  try {
    writeFileSync(directory.lock, JSON.stringify(mine), { flag: 'wx' });
  } catch {
    throw new AlreadyRunningError(
      `Smarter Firms is being started on ${directory.root} by another process at this moment.`,
    );
  }
  return { release: () => rmSync(directory.lock, { force: true }) };
}
