import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where the auth service is compiled to: it runs as its own process, as everywhere else. */
const entry = join(import.meta.dirname, '../auth/dist/server.js');

/** Starts the real auth service. Resolves once it listens; throws with what it wrote when it ends before. */
export async function startAuthProcess(env: Record<string, string>): Promise<AsyncDisposable> {
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written: string[] = [];
  child.stderr.on('data', (data) => written.push(String(data)));
  for await (const line of createInterface(child.stdout)) {
    written.push(line);
    if (line.includes('is listening')) {
      child.stdout.resume();
      return { [Symbol.asyncDispose]: () => end(child) };
    }
  }
  throw new Error(`auth did not start; compile it first\n${written.join('\n')}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  // As a crash would: nobody depends on it ending in good order, and tests wait for it.
  child.kill('SIGKILL');
  await exited;
}
