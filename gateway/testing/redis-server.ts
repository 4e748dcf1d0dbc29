import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';

/** The programs that speak the protocol; a machine without either skips these tests, and says so. */
const program = ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0);

/** `test`, where there is a server to run against. */
export function testWithRedis(about: string): typeof test {
  if (program) return test;
  process.stderr.write(`SKIPPED: neither valkey-server nor redis-server is installed: ${about}\n`);
  return test.skip as typeof test;
}

export interface RedisServer extends AsyncDisposable {
  url: string;
  /** False where there is no program for it. */
  runs: boolean;
  stop(): Promise<void>;
  /** At the same address as before, and empty. */
  start(): Promise<void>;
}

const attemptsMax = 5;

/** A server of this test file's own; where there is no program for it, only an address at which nobody is. */
export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  let server: ChildProcess | undefined;
  let port = 1;
  // Nothing reserves a port for a program: where somebody else has taken it meanwhile, it ends, and tries another.
  for (let attempt = 0; program && !server; attempt += 1) {
    expect(attempt).toBeLessThan(attemptsMax);
    port = await freePort();
    server = await startedAt(port, folder);
  }
  const stop = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    // When its output has ended, too: nothing of it is left then.
    const ended = once(server, 'close');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    runs: program !== undefined,
    stop,
    async start() {
      server = await startedAt(port, folder);
      if (!server) throw new Error(`somebody else has taken port ${port}`);
    },
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Undefined where the server ended instead of beginning to listen. */
async function startedAt(port: number, folder: string): Promise<ChildProcess | undefined> {
  if (!program) return undefined;
  const server = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface(server.stdout)) {
    if (!line.includes('Ready to accept connections')) continue;
    server.stdout.resume();
    return server;
  }
  return undefined;
}

async function freePort(): Promise<number> {
  const reserved = createServer().listen(0, '127.0.0.1');
  await once(reserved, 'listening');
  const address = reserved.address();
  reserved.close();
  await once(reserved, 'close');
  if (!address || typeof address === 'string') throw new Error('a listening server has an address');
  return address.port;
}
