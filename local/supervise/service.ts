import { type ChildProcess, spawn } from 'node:child_process';
import type { ServiceLog, StackLog } from '../log.ts';
import type { ProcessRegister } from './process-register.ts';
import { signalGroup } from './strays.ts';

/** How one long-running part is started, recognised as ready and stopped. */
export interface ServiceDefinition {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  dependsOn: readonly string[];
  /** Resolves when the part can work; rejects with the reason while it cannot. */
  health: () => Promise<unknown>;
  /** How long the first answer may take. Default 60 s. */
  healthTimeoutMs?: number;
  /** What asks it to end in good order. Default SIGTERM. */
  stopSignal?: 'SIGTERM' | 'SIGINT';
  /** How long it may take to end before SIGKILL. Default 12 s. */
  stopTimeoutMs?: number;
  /** Runs as another user (root only). */
  account?: { uid: number; gid: number } | undefined;
  /** Runs before each start of the process. */
  beforeStart?: () => void;
  /** Runs after each start, once healthy and before anything that depends on it starts. Must be repeatable. */
  afterReady?: () => Promise<void>;
}

export interface SupervisedService {
  readonly name: string;
  readonly pid: number | undefined;
  /** Resolves when healthy; rejects when it keeps ending or stays unhealthy. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL, as a crash would: the supervisor starts it again. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Stops in good order and starts again. */
  restart(): Promise<void>;
  /** Resolves when a process runs and is healthy, however often it had to be started again. */
  untilReady(): Promise<void>;
  /** SIGKILL without waiting and without starting again: the second Ctrl-C. */
  abandon(): void;
}

const crashesMax = 5;
const firstDelayMs = 250;
/** A process that lived this long before it ended starts the count of crashes anew. */
const stableAfterMs = 60_000;
const healthEveryMs = 120;
const healthTimeoutDefaultMs = 60_000;
const stopTimeoutDefaultMs = 12_000;

/** Keeps one process running: starts it again with a growing delay when it ends by itself, and gives up with a reason. */
export function superviseService(
  definition: ServiceDefinition,
  { log, register }: { log: StackLog; register: ProcessRegister },
): SupervisedService {
  const { name } = definition;
  const output: ServiceLog = log.service(name);
  let child: ChildProcess | undefined;
  let exited: Promise<void> = Promise.resolve();
  let crashes = 0;
  let wanted = false;
  let failure: Error | undefined;
  let ready: Promise<void> = Promise.reject(new Error(`${name} was not started`));
  ready.catch(() => {});

  function launch(): Promise<void> {
    definition.beforeStart?.();
    const startedAt = Date.now();
    const spawned = spawn(definition.command, definition.args, {
      cwd: definition.cwd,
      env: definition.env,
      // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which then stops things in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...definition.account,
    });
    child = spawned;
    register.add(spawned, name, definition.stopSignal ?? 'SIGTERM');
    spawned.stdout?.on('data', output.write);
    spawned.stderr?.on('data', output.write);
    exited = new Promise((resolve) => {
      spawned.once('error', (error) => {
        output.write(`${error.message}\n`);
        if (spawned.pid === undefined) resolve(ended(spawned, startedAt, `could not be started: ${error.message}`));
      });
      spawned.once('exit', (code, signal) => {
        resolve(ended(spawned, startedAt, signal ? `was ended by ${signal}` : `ended with code ${code}`));
      });
    });
    return becomeReady(spawned);
  }

  function ended(spawned: ChildProcess, startedAt: number, how: string): void {
    if (child === spawned) child = undefined;
    if (!wanted) return;
    crashes = Date.now() - startedAt > stableAfterMs ? 1 : crashes + 1;
    if (crashes > crashesMax) {
      failure = new Error(
        `${name} ${how} for the ${crashes}th time in a row and is left stopped. Its last lines:\n` +
          output
            .tail()
            .map((line) => `  ${line}`)
            .join('\n'),
      );
      log.say(failure.message, 'error');
      return;
    }
    const delayMs = firstDelayMs * 2 ** (crashes - 1);
    log.say(`${name} ${how}; starting it again in ${delayMs} ms (${crashes} of ${crashesMax})`, 'warn');
    setTimeout(() => {
      if (!wanted || child) return;
      ready = launch();
      ready.then(
        () => log.say(`${name} is back`),
        (error: Error) => {
          // When it ended, that was said; here it lives and does not work.
          if (wanted && child) log.say(error.message, 'error');
        },
      );
    }, delayMs);
  }

  async function becomeReady(spawned: ChildProcess): Promise<void> {
    const timeoutMs = definition.healthTimeoutMs ?? healthTimeoutDefaultMs;
    const deadline = Date.now() + timeoutMs;
    let reason = 'no answer yet';
    while (Date.now() < deadline) {
      if (child !== spawned) throw new Error(`${name} ended before it was ready`);
      try {
        await definition.health();
        await definition.afterReady?.();
        return;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
        if (error instanceof NotRepeatableError) throw error;
      }
      await sleep(healthEveryMs);
    }
    throw new Error(`${name} was not ready after ${timeoutMs / 1000} s: ${reason}`);
  }

  async function untilReady(): Promise<void> {
    for (;;) {
      const attempt = ready;
      try {
        await attempt;
        if (child) return;
      } catch (error) {
        // A process that ended is followed by another attempt; one that lives and stays unhealthy is not.
        if (child && attempt === ready) throw error;
      }
      if (failure) throw failure;
      if (!wanted) throw new Error(`${name} is stopped`);
      await sleep(healthEveryMs);
    }
  }

  async function stop(): Promise<void> {
    wanted = false;
    const current = child;
    if (!current?.pid) return;
    // The leader alone is asked, so that it can end its own children; what it leaves behind is killed with its group.
    current.kill(definition.stopSignal ?? 'SIGTERM');
    const timeoutMs = definition.stopTimeoutMs ?? stopTimeoutDefaultMs;
    const { pid } = current;
    const deadline = setTimeout(() => {
      log.say(`${name} did not stop within ${timeoutMs / 1000} s and is killed`, 'warn');
      signalGroup(pid, 'SIGKILL');
    }, timeoutMs);
    await exited;
    clearTimeout(deadline);
    // What the leader left of its group.
    signalGroup(pid, 'SIGKILL');
  }

  async function start(): Promise<void> {
    wanted = true;
    failure = undefined;
    crashes = 0;
    ready = launch();
    ready.catch(() => {});
    await untilReady();
  }

  return {
    name,
    get pid() {
      return child?.pid;
    },
    start,
    stop,
    async kill() {
      const current = child;
      if (!current?.pid) return;
      const gone = exited;
      signalGroup(current.pid, 'SIGKILL');
      await gone;
    },
    async restart() {
      await stop();
      await start();
    },
    untilReady,
    abandon() {
      wanted = false;
      if (child?.pid) signalGroup(child.pid, 'SIGKILL');
    },
  };
}

/** A failure after start that no second try can mend, such as a migration with an error in it. */
export class NotRepeatableError extends Error {}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
