import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { isRunning } from './process-identity.ts';

export const startedProcess = z.object({
  name: z.string(),
  pid: z.int(),
  start: z.string(),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
});
export type StartedProcess = z.infer<typeof startedProcess>;

const graceMs = 8_000;
const lookEveryMs = 100;

/** Signals the group that a process leads; every process of ours leads one. A group that is gone is fine. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: ended already.
  }
}

/** Stops each with its own signal and, after a grace period, with SIGKILL. Ids that now belong to others are left alone. */
export async function stopStartedProcesses(processes: readonly StartedProcess[]): Promise<StartedProcess[]> {
  const alive = processes.filter(isRunning);
  for (const { pid, stopSignal } of alive) signalGroup(pid, stopSignal);
  const deadline = Date.now() + graceMs;
  while (alive.some(isRunning) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  for (const { pid } of alive.filter(isRunning)) signalGroup(pid, 'SIGKILL');
  return alive;
}

/** The list on disk of what runs now. */
export function recordProcesses(path: string, processes: readonly StartedProcess[]): void {
  writeJsonFile(path, processes);
}

/** Ends what an earlier instance left behind, by that list. Returns the names of what was still running. */
export async function endStrays(path: string): Promise<string[]> {
  let recorded: StartedProcess[] = [];
  try {
    recorded = readJsonFile(path, z.array(startedProcess)) ?? [];
  } catch {
    // A damaged list helps nobody; the ports of what it named will show as busy.
  }
  const ended = await stopStartedProcesses(recorded);
  writeJsonFile(path, []);
  return ended.map(({ name }) => name);
}
