import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process with this id started, in a form that only this process on this boot has; undefined when it is gone.
 * A process id alone is not an identity: it is given to somebody else after the process, or the machine, has ended.
 */
export function processStart(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      // The command name in field 2 may hold spaces and brackets; what follows the last bracket is regular.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      if (fields[0] === 'Z') return undefined;
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return `${boot}:${fields[19]}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** True when this very process, not a later one with the same id, is running. */
export function isRunning({ pid, start }: { pid: number; start: string }): boolean {
  return processStart(pid) === start;
}
