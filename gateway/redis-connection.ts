import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@redis/client';

const connectTimeoutMs = 2_000;
/** Between two attempts: doubles from the first to the second. */
const pauseMs = { first: 100, most: 2_000 };

export interface RedisConnection {
  /** A command rejects at once while there is no connection: nothing waits for one to come back. */
  client: ReturnType<typeof clientOf>;
  /** Resolves when the first attempt has come to its end, whichever, or after two seconds. */
  begun: Promise<void>;
  /** Leaves nothing behind: no connection, and no attempt at one. */
  close(): Promise<void>;
}

/**
 * The one connection to Redis or Valkey. It is made again whenever it is lost, until it is closed.
 *
 * @param url redis:// or rediss:// (TLS), with the password in it.
 */
export function connectRedis(url: string): RedisConnection {
  const client = clientOf(url);
  // Every loss comes here as well as to the command under way; without a listener it would end the process.
  client.on('error', () => undefined);
  const closing = new AbortController();
  const { signal } = closing;
  const first = Promise.withResolvers<void>();
  const connecting = keepConnected();

  return {
    client,
    begun: Promise.race([first.promise, delay(connectTimeoutMs, undefined, { ref: false })]),
    async close() {
      closing.abort();
      client.destroy();
      await connecting;
    },
  };

  async function keepConnected(): Promise<void> {
    let pause = pauseMs.first;
    while (!signal.aborted) {
      const lost = once(client, 'terminated', { signal }).catch(() => undefined);
      try {
        await client.connect().finally(first.resolve);
        pause = pauseMs.first;
        await lost;
      } catch {
        // The client has told of it as of every loss; what matters is to try again.
      }
      await delay(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pauseMs.most, pause * 2);
    }
    // A socket that was being connected when it was closed is known to the client only now.
    client.destroy();
  }
}

function clientOf(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    // The client's own way of connecting again waits on timers that closing it does not end.
    socket: { connectTimeout: connectTimeoutMs, reconnectStrategy: false },
  });
}
