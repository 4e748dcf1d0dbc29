import { WebSocket } from 'ws';

/** What is read of an event: which state of the job it shows. */
interface Receipt {
  version: number;
  atMs: number;
}

export interface Subscription {
  jobId: string;
  authorization: string;
}

/** When states were written, by job, in order of version. */
export type Writes = Record<string, { version: number; atMs: number }[]>;

export interface ProgressSubscribers {
  /** Opens so many more, and waits until each has its first state. */
  open(subscriptions: readonly Subscription[], perSocket: number): Promise<void>;
  /** Waits until each has a state of its job that is at least as new as the last write. */
  haveAll(writes: Writes): Promise<void>;
  /** From each write until each subscriber had that state or a newer one, in milliseconds, sorted. */
  latenciesMs(writes: Writes): number[];
}

/**
 * Subscribers of the benchmark, over bare sockets: they look at nothing of an event but the version of the job.
 *
 * @param query has the variable `jobId` and asks for `version`.
 */
export function createProgressSubscribers(url: string, query: string): ProgressSubscribers {
  const jobs: string[] = [];
  const receipts: Receipt[][] = [];
  let onReceipt: () => void = () => {};

  async function until(fulfilled: (index: number) => boolean): Promise<void> {
    // Each subscriber is asked until it fits and never again: whoever has a state keeps it.
    let from = 0;
    await new Promise<void>((resolve) => {
      onReceipt = () => {
        while (from < jobs.length && fulfilled(from)) from++;
        if (from === jobs.length) resolve();
      };
      onReceipt();
    });
  }

  function openSocket(subscriptions: readonly Subscription[], firstIndex: number): Promise<void> {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', (code, reason) => reject(new Error(`closed with ${code} ${String(reason)}`)));
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      socket.on('message', (data: Buffer) => {
        const text = data.toString('latin1');
        if (text.includes('"connection_ack"')) {
          for (const [place, { jobId, authorization }] of subscriptions.entries()) {
            const payload = { query, variables: { jobId }, extensions: { authorization } };
            socket.send(JSON.stringify({ id: String(firstIndex + place), type: 'subscribe', payload }));
          }
          resolve();
          return;
        }
        const version = /"version":(\d+)/.exec(text)?.[1];
        if (version) {
          receipts[Number(/"id":"(\d+)"/.exec(text)?.[1])]?.push({ version: Number(version), atMs: Date.now() });
          onReceipt();
        } else if (!/^\{"type":"p[io]ng"/.test(text)) throw new Error(`No state of a job: ${text.slice(0, 500)}`);
      });
    });
  }

  return {
    async open(subscriptions, perSocket) {
      for (let from = 0; from < subscriptions.length; from += perSocket) {
        const group = subscriptions.slice(from, from + perSocket);
        const firstIndex = jobs.length;
        for (const { jobId } of group) {
          jobs.push(jobId);
          receipts.push([]);
        }
        await openSocket(group, firstIndex);
      }
      await until((index) => (receipts[index]?.length ?? 0) > 0);
    },
    haveAll: (writes) =>
      until((index) => {
        const last = writes[jobs[index] ?? '']?.at(-1)?.version ?? 0;
        return (receipts[index]?.at(-1)?.version ?? 0) >= last;
      }),
    latenciesMs(writes) {
      const latencies: number[] = [];
      for (const [index, seen] of receipts.entries()) {
        for (const write of writes[jobs[index] ?? ''] ?? []) {
          const receipt = seen.find(({ version }) => version >= write.version);
          if (!receipt) throw new Error(`subscriber ${index} never got version ${write.version}`);
          latencies.push(receipt.atMs - write.atMs);
        }
      }
      return latencies.sort((a, b) => a - b);
    },
  };
}
