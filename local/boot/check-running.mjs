import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { StepError } from './step.mjs';

/**
 * Building would take the pages away from under an instance of this checkout that is running, so a second start says so
 * before it touches anything. The lock itself is taken, and a stale one found out, by the start.
 */
export function checkRunning(args) {
  if (args.includes('--data-dir')) return;
  let pid;
  try {
    pid = JSON.parse(readFileSync(join(root, '.local/lock.json'), 'utf8')).pid;
  } catch {
    // No lock, or one that was half written when the power went.
    return;
  }
  // After a restart of the machine the number may belong to any program.
  if (!commandOf(pid).includes('start.js')) return;
  throw new StepError(
    `Smarter Firms already runs from this folder (process ${pid}). Stop it with Ctrl-C in its terminal first.`,
  );
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    if (process.platform === 'linux') return '';
  }
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
