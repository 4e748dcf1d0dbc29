import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A worker that handles one message in a process of its own. */
export interface WorkerProcess {
  child: ChildProcess;
  /** Resolves right before the message is handled. */
  begun: Promise<unknown>;
  /** How it ended: whether it was killed. Throws where it failed by itself. */
  ended: Promise<{ killed: boolean }>;
}

/** The function whose message it is. */
export type Of = 'sync' | 'targets';

/** Compiled once for all workers of this test: most of what a process costs is reading its code. */
const compiled = mkdtempSync(join(tmpdir(), 'worker-code-'));
process.once('exit', () => rmSync(compiled, { recursive: true, force: true }));

/**
 * @param dieAt the step before which the worker kills itself, by its number or by names (test-worker.ts); none when it is 0.
 */
export function startWorker(
  body: string,
  env: Record<string, string>,
  dieAt: number | string = 0,
  of: Of = 'sync',
): WorkerProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'test-worker.ts'), String(dieAt), of], {
    env: { ...env, MESSAGE: body, NODE_COMPILE_CACHE: compiled },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    child,
    begun: Promise.race([once(child.stdout, 'data'), exited]),
    ended: exited.then(([code, signal]) => {
      if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the worker ended with ${code ?? signal}`);
      return { killed: signal === 'SIGKILL' };
    }),
  };
}

/** Handles a message in a process that dies before its n-th step, or before the step of that name. @returns whether it died. */
export async function diesAtStep(
  body: string,
  { env }: { env: Record<string, string> },
  step: number | string,
  of: Of = 'sync',
): Promise<boolean> {
  return (await startWorker(body, env, step, of).ended).killed;
}

/** The same, killed so many milliseconds after it began, wherever it is then. @returns whether it was still at work. */
export async function diesAfter(body: string, { env }: { env: Record<string, string> }, ms: number): Promise<boolean> {
  const worker = startWorker(body, env);
  await worker.begun;
  const late = new AbortController();
  const kill = delay(ms, undefined, { signal: late.signal }).then(
    () => worker.child.kill('SIGKILL'),
    () => undefined,
  );
  const { killed } = await worker.ended;
  late.abort();
  await kill;
  return killed;
}
