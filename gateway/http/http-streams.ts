/** Streams in answers at a time, of one client and of all; they cost a connection each. */
const perClientMax = 100;
const totalMax = 20_000;

export interface HttpStreams {
  /** Streams that are open. */
  readonly count: number;
  /** Takes a place for a stream; undefined where there is none. `end` is called when this process stops. */
  open(client: string, end: () => void): { release(): void } | undefined;
  /** Ends every stream, so that its client goes to another process. */
  stop(): void;
}

/** Keeps count of the subscriptions that are answered over HTTP. */
export function createHttpStreams(): HttpStreams {
  const endings = new Set<() => void>();
  const counts = new Map<string, number>();
  return {
    get count() {
      return endings.size;
    },
    open(client, end) {
      const count = counts.get(client) ?? 0;
      if (count >= perClientMax || endings.size >= totalMax) return undefined;
      counts.set(client, count + 1);
      endings.add(end);
      return {
        release() {
          if (!endings.delete(end)) return;
          const left = (counts.get(client) ?? 1) - 1;
          if (left > 0) counts.set(client, left);
          else counts.delete(client);
        },
      };
    },
    stop() {
      for (const end of endings) end();
    },
  };
}
