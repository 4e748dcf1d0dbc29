/**
 * Ends the processes of an instance whose supervisor died without a chance to do it (SIGKILL, out of memory).
 *
 * The supervisor holds this process's standard input and tells it, a line of JSON each, what it started and what has
 * ended. When the pipe closes, whatever is still on the list is stopped. Usage: node watchdog.js
 */
import { createInterface } from 'node:readline';
import { type StartedProcess, stopStartedProcesses } from './strays.ts';

const running = new Map<number, StartedProcess>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const change = JSON.parse(line) as { started: StartedProcess } | { ended: number };
    if ('started' in change) running.set(change.started.pid, change.started);
    else running.delete(change.ended);
  })
  .on('close', async () => {
    await stopStartedProcesses([...running.values()]);
    process.exit(0);
  });
