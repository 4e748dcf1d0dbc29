import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The repository's root, from the source as well as from the compiled file. */
export const repositoryRoot = rootAbove(import.meta.dirname);

/** A compiled file of this package. Child processes run those, also when a test runs the sources. */
export function compiled(file: string): string {
  return join(repositoryRoot, 'local/dist', file);
}

/** Everything one instance keeps on disk. Two instances with different roots never meet. */
export interface DataDirectory {
  root: string;
  /** Passwords and keys, generated once; mode 600. */
  secrets: string;
  ports: string;
  lock: string;
  /** The processes that run now, so that the next start can end what a lost parent left behind. */
  processes: string;
  logs: string;
  queues: string;
  objects: string;
  tables: string;
  mail: string;
  /** What seeding has done so far. */
  seed: string;
}

export function openDataDirectory(root: string = join(repositoryRoot, '.local')): DataDirectory {
  const absolute = resolve(root);
  const logs = join(absolute, 'log');
  mkdirSync(logs, { recursive: true });
  return {
    root: absolute,
    secrets: join(absolute, 'secrets.json'),
    ports: join(absolute, 'ports.json'),
    lock: join(absolute, 'lock.json'),
    processes: join(absolute, 'processes.json'),
    logs,
    queues: join(absolute, 'queues'),
    objects: join(absolute, 'objects'),
    tables: join(absolute, 'dynamodb'),
    mail: join(absolute, 'mail'),
    seed: join(absolute, 'seed.json'),
  };
}

function rootAbove(directory: string): string {
  return existsSync(join(directory, 'package-lock.json')) ? directory : rootAbove(dirname(directory));
}
