import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../data-directory.ts';

/** The account the server runs under where it may not run under our own. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** The uid and gid that systems without an entry for `nobody` use for it. */
const nobodyId = 65_534;

/**
 * PostgreSQL refuses to run as root. Then an existing `postgres` account runs it, else `nobody`; undefined means that our
 * own account may.
 */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entries = existsSync('/etc/passwd')
    ? readFileSync('/etc/passwd', 'utf8')
        .split('\n')
        .map((line) => line.split(':'))
    : [];
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find(([candidate]) => candidate === name);
    const uid = Number(entry?.[2]);
    const gid = Number(entry?.[3]);
    // macOS lists nobody as -2, which is no id that a process can be given.
    if (entry && Number.isInteger(uid) && uid > 0 && gid > 0) return { name, uid, gid };
  }
  return { name: 'nobody', uid: nobodyId, gid: nobodyId };
}

/** True when the account can run the program and load its libraries. */
export function canRun(program: string, account: Account | undefined): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', ...identity(account) }).status === 0;
}

export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/**
 * A directory of this checkout that other accounts can enter and only we can write.
 * Throws when somebody else made it first: what lies in it would be run.
 */
export function sharedDirectory(): string {
  const key = createHash('sha256').update(repositoryRoot).digest('hex').slice(0, 12);
  const directory = join('/var/tmp', `smarter-firms-${key}`);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const { uid, mode } = lstatSync(directory);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) {
    throw new Error(`${directory} belongs to somebody else or can be written by others. Remove it and start again.`);
  }
  chmodSync(directory, 0o755);
  return directory;
}

/** True when the account can get to the path through every directory above it. */
export function canReach(path: string, account: Account): boolean {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const { uid, gid, mode } = statSync(directory);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (directory === dirname(directory)) return true;
  }
}

/** Whoever owns the path, unless nobody or root does. */
export function ownerOf(path: string): Account | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { name: `user ${found.uid}`, uid: found.uid, gid: found.gid } : undefined;
}

/** Makes an existing directory the account's own, closed to everybody else. */
export function handOver(directory: string, account: Account | undefined): void {
  if (account) chownSync(directory, account.uid, account.gid);
  chmodSync(directory, 0o700);
}
