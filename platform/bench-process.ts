import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A further process of a benchmark. It works through orders one after the other. */
export interface BenchProcess {
  /** @throws when the process ended instead of answering. */
  ask(order: string, more?: object): Promise<unknown>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a file as a process that obeys, with garbage collection at its command. */
export function startBenchProcess(file: string, role: string): BenchProcess {
  const child = fork(file, [role], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--expose-gc', '--enable-source-maps'],
  });
  return {
    ask: (order, more = {}) => answerOf(child, order, more),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

function answerOf(child: ChildProcess, order: string, more: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const stopped = () => reject(new Error(`A process of the benchmark stopped at "${order}": see above.`));
    child.once('exit', stopped);
    child.once('message', ({ answer }: { answer?: unknown }) => {
      child.off('exit', stopped);
      resolve(answer);
    });
    child.send({ ...more, order });
  });
}

/** The other side: answers orders until whoever gives them is gone. A mistake ends the process. */
export function obey(orders: Record<string, (order: Record<string, unknown>) => unknown>): void {
  process.on('message', async (order: Record<string, unknown>) => {
    const answer = await orders[String(order['order'])]?.(order);
    process.send?.({ answer });
  });
  process.on('disconnect', () => process.exit());
}
