import { type ChildProcess, spawn } from 'node:child_process';
import { compiled } from '../data-directory.ts';
import { processStart } from './process-identity.ts';
import { recordProcesses, type StartedProcess } from './strays.ts';

/**
 * What this supervisor has running: on disk for the next start, and in the watchdog for the case that the supervisor is
 * killed. Every child is entered, handler processes included.
 */
export interface ProcessRegister {
  add(child: ChildProcess, name: string, stopSignal: StartedProcess['stopSignal']): void;
  close(): Promise<void>;
}

export function openProcessRegister(path: string): ProcessRegister {
  const running = new Map<number, StartedProcess>();
  let closing = false;
  let watchdog = startWatchdog();

  function startWatchdog(): ChildProcess {
    const child = spawn(process.execPath, [compiled('supervise/watchdog.js')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin?.on('error', () => {});
    child.once('exit', () => {
      if (closing) return;
      watchdog = startWatchdog();
      for (const started of running.values()) tell({ started });
    });
    return child;
  }
  const tell = (change: { started: StartedProcess } | { ended: number }) =>
    watchdog.stdin?.write(`${JSON.stringify(change)}\n`);

  return {
    add(child, name, stopSignal) {
      const { pid } = child;
      if (pid === undefined) return;
      const started = { name, pid, start: processStart(pid) ?? '', stopSignal };
      running.set(pid, started);
      tell({ started });
      recordProcesses(path, [...running.values()]);
      child.once('exit', () => {
        running.delete(pid);
        tell({ ended: pid });
        if (!closing) recordProcesses(path, [...running.values()]);
      });
    },
    async close() {
      closing = true;
      recordProcesses(path, []);
      const exited = new Promise((resolve) => watchdog.once('exit', resolve));
      watchdog.stdin?.end();
      await exited;
    },
  };
}
