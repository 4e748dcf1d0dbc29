import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { DataDirectory } from '../data-directory.ts';
import type { StackLog } from '../log.ts';
import type { ServiceDefinition } from '../supervise/service.ts';
import {
  type Account,
  canReach,
  handOver,
  identity,
  ownerOf,
  sharedDirectory,
  unprivilegedAccount,
} from './account.ts';
import { findPostgresBinaries, type PostgresBinaries } from './binaries.ts';

export interface PostgresOptions {
  directory: DataDirectory;
  port: number;
  /** Of the superuser `postgres`. */
  password: string;
  log: StackLog;
  /** Databases, roles and migrations; runs after each start. */
  prepare: () => Promise<void>;
}

/** The embedded PostgreSQL 18 of one instance, ready to be supervised. Creates its cluster on the first start. */
export function postgresService({ directory, port, password, log, prepare }: PostgresOptions): ServiceDefinition {
  const { home, account } = clusterHome(directory);
  const binaries = findPostgresBinaries(account);
  const cluster = join(home, 'cluster');
  return {
    name: 'postgres',
    command: binaries.postgres,
    args: [
      ...['-D', cluster, '-p', String(port), '-h', '127.0.0.1'],
      // No socket file: its path has a length limit, and TCP on loopback with a password is enough.
      ...['-k', ''],
      ...[
        '-c',
        'max_connections=200',
        '-c',
        'log_min_messages=warning',
        '-c',
        'log_line_prefix=',
        '-c',
        'log_checkpoints=off',
      ],
    ],
    cwd: home,
    env: serverEnv(),
    dependsOn: [],
    health: () => answersQueries(port, password),
    // After a power cut it replays its journal before it answers.
    healthTimeoutMs: 120_000,
    // "Fast": ends the sessions and writes a checkpoint. SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    stopTimeoutMs: 30_000,
    account,
    beforeStart() {
      createCluster({ home, cluster, binaries, account, password, log });
      removeStalePidFile(cluster, log);
    },
    afterReady: prepare,
  };
}

/**
 * Where the cluster is kept, and the account that runs the server: below .local, except where that account cannot get
 * there. A cluster that exists keeps its owner, whatever accounts the machine has got since.
 */
export function clusterHome(directory: DataDirectory): { home: string; account: Account | undefined } {
  const key = createHash('sha256').update(directory.root).digest('hex').slice(0, 12);
  const usual = join(directory.root, 'postgres');
  const account = unprivilegedAccount();
  if (!account) return { home: handedOver(usual, account), account };
  const elsewhere = join(sharedDirectory(), `postgres-${key}`);
  for (const home of [usual, elsewhere]) {
    const owner = ownerOf(join(home, 'cluster'));
    if (owner && canReach(join(home, 'cluster'), owner)) return { home, account: owner };
  }
  return { home: handedOver(canReach(usual, account) ? usual : elsewhere, account), account };
}

function handedOver(home: string, account: Account | undefined): string {
  mkdirSync(home, { recursive: true });
  handOver(home, account);
  return home;
}

/** initdb writes to a directory beside, which then gets the cluster's name: half a cluster is never mistaken for one. */
function createCluster({
  home,
  cluster,
  binaries,
  account,
  password,
  log,
}: {
  home: string;
  cluster: string;
  binaries: PostgresBinaries;
  account: Account | undefined;
  password: string;
  log: StackLog;
}): void {
  if (existsSync(cluster)) return;
  const unfinished = join(home, 'unfinished');
  const passwordFile = join(home, 'password');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const { status, stdout, stderr, error } = spawnSync(
    binaries.initdb,
    [
      ...[
        '-D',
        unfinished,
        '-U',
        'postgres',
        '--pwfile',
        passwordFile,
        '--auth',
        'scram-sha-256',
        '--encoding',
        'UTF8',
      ],
      // The server's own C.UTF-8: text sorts the same on every machine, whatever locales it has.
      ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    ],
    { cwd: home, encoding: 'utf8', env: serverEnv(), ...identity(account) },
  );
  rmSync(passwordFile, { force: true });
  if (status !== 0) throw new Error(`initdb failed: ${(error?.message ?? `${stdout}\n${stderr}`).trim()}`);
  renameSync(unfinished, cluster);
  log.say(`created a PostgreSQL cluster in ${cluster}`);
}

/**
 * After a power cut the file postmaster.pid names a process id that by now belongs to anything; PostgreSQL then refuses
 * to start when that process has the same owner. The file goes unless the process really is a server on this cluster.
 */
export function removeStalePidFile(cluster: string, log: StackLog): void {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (Number.isInteger(pid) && commandOf(pid).includes(cluster)) {
    throw new Error(`a PostgreSQL server (process ${pid}) still runs on ${cluster}; stop it with: kill -INT ${pid}`);
  }
  rmSync(file);
  log.say('removed the postmaster.pid that a server left behind when it was cut off');
}

/** The command line of a process; empty when there is none. A bare Linux has no ps, macOS no /proc. */
function commandOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

async function answersQueries(port: number, password: string): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  });
  // A server that goes away later must not take us with it.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => {});
  }
}

function serverEnv(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
}
