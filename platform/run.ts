import type { Log } from './log.ts';

const deadlineMs = 10_000;

/**
 * Ends the process on SIGTERM or SIGINT after stopping its parts in the order given (what takes work first, what the work
 * needs last), and after a deadline in any case.
 */
export function stopOnSignal(log: Log, stops: readonly (() => Promise<unknown>)[]): void {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), deadlineMs).unref();
    for (const part of stops)
      await part().catch((error: unknown) => log.error({ err: error }, 'a part did not stop cleanly'));
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
}
