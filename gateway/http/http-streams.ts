import type { StreamLimits } from '../subscription/stream-limits.ts';

export interface HttpStreams {
  /** Streams that are open. */
  readonly count: number;
  /** Takes a place for a stream; undefined where there is none. `end` is called when this process stops. */
  open(client: string, end: () => void): { release(): void } | undefined;
  /** Ends every stream, so that its client goes to another process. */
  stop(): void;
}

/** Keeps count of the subscriptions that are answered over HTTP. */
export function createHttpStreams({ httpStreams, httpStreamsPerClient }: StreamLimits): HttpStreams {
  const endings = new Set<() => void>();
  const counts = new Map<string, number>();
  return {
    get count() {
      return endings.size;
    },
    open(client, end) {
      const count = counts.get(client) ?? 0;
      if (count >= httpStreamsPerClient || endings.size >= httpStreams) return undefined;
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
