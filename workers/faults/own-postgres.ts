import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface OwnPostgres {
  /** The superuser's URL. */
  adminUrl: string;
  /** Ends the server without a word to its clients and starts it again: it recovers as after a crash. */
  crash(): Promise<void>;
  /** Ends it in the same way and leaves it so until it is started. */
  stop(): Promise<void>;
  start(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const startTries = 200;

/** A server of this test alone, by the programs and under the account of the one that all tests share. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const { bin, uid, gid } = await sharedServer();
  const home = mkdtempSync(join(tmpdir(), 'crashing-postgres-'));
  chownSync(home, uid, gid);
  const cluster = join(home, 'cluster');
  const options = { cwd: home, uid, gid, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' } };
  const locale = ['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'];
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', cluster, '-U', 'postgres', '--auth', 'trust', '--no-sync', ...locale],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  const port = await freePort();
  const adminUrl = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const start = async () => {
    const args = ['-D', cluster, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'log_min_messages=panic'];
    const server = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
    await untilItAnswers(adminUrl);
    return server;
  };
  let server = await start();
  return {
    adminUrl,
    async crash() {
      await end(server);
      server = await start();
    },
    stop: () => end(server),
    async start() {
      server = await start();
    },
    async [Symbol.asyncDispose]() {
      if (server.exitCode === null && server.signalCode === null) await end(server);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, no goodbye. */
async function end(server: ChildProcess): Promise<void> {
  const exited = once(server, 'exit');
  server.kill('SIGQUIT');
  await exited;
}

async function sharedServer(): Promise<{ bin: string; uid: number; gid: number }> {
  const client = new pg.Client({ connectionString: process.env['TEST_POSTGRES_ADMIN_URL'] });
  await client.connect();
  const { rows } = await client.query<{ bin: string; cluster: string }>(
    "select (select setting from pg_config where name = 'BINDIR') as bin, current_setting('data_directory') as cluster",
  );
  await client.end();
  const [found] = rows;
  if (!found) throw new Error('the server did not say where it is');
  const { uid, gid } = statSync(found.cluster);
  return { bin: found.bin, uid, gid };
}

/** A port that nobody listens at, and that no outgoing connection takes while the server is away: those begin at 32768. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

async function untilItAnswers(url: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries >= startTries) throw error;
      await delay(100);
    }
  }
}
