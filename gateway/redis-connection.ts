import { setTimeout as delay } from 'node:timers/promises';
import { createClient, ErrorReply } from '@redis/client';
import type { Log } from '@smarterfirms/platform/log';
import { withinTime } from './within-time.ts';

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

export interface RedisPatience {
  /** Between two looks whether it still answers; five seconds by default. */
  askEveryMs?: number;
  /** After which a connection that does not answer is given up; five seconds by default. */
  answersWithinMs?: number;
}

/**
 * The one connection to Redis or Valkey. It is made again whenever it is lost, until it is closed. Losing it and having it
 * back are logged once each, with the cause.
 *
 * One over which nothing comes any more counts as lost: a machine that is gone does not say so, and TCP would wait for it for
 * a quarter of an hour.
 *
 * @param url redis:// or rediss:// (TLS), with the password in it.
 */
export function connectRedis(
  url: string,
  log: Log,
  { askEveryMs = 5_000, answersWithinMs = 5_000 }: RedisPatience = {},
): RedisConnection {
  const client = clientOf(url);
  let lost = Promise.withResolvers<unknown>();
  // Every loss comes here as well as to the command under way; without a listener it would end the process.
  client.on('error', (error) => lost.resolve(error));
  const closing = new AbortController();
  const { signal } = closing;
  const first = Promise.withResolvers<void>();
  let away = false;
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
      lost = Promise.withResolvers();
      try {
        await inTime(client.connect()).finally(first.resolve);
        pause = pauseMs.first;
        if (away) log.info('the connection to Redis is back');
        away = false;
        tellLoss(await end());
      } catch (error) {
        tellLoss(error);
      }
      // What does not answer is still open, and so is a socket that was being connected when it was closed.
      client.destroy();
      await delay(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pauseMs.most, pause * 2);
    }
  }

  function tellLoss(error: unknown): void {
    if (!away && !signal.aborted) log.warn({ err: error }, 'there is no connection to Redis; it is made again');
    away = true;
  }

  /** Why the connection is lost, once it is. Rejects where it is not, but does not answer. */
  async function end(): Promise<unknown> {
    for (;;) {
      const error = await Promise.race([lost.promise, delay(askEveryMs, undefined, { signal })]);
      if (error !== undefined) return error;
      await inTime(client.ping().catch(anyReply));
    }
  }

  function inTime<Value>(work: Promise<Value>): Promise<Value> {
    return withinTime(work, answersWithinMs, `Redis did not answer within ${answersWithinMs} ms`);
  }
}

/** It answers also where it refuses: it may be loading its data, or allow this user nothing else than what we need. */
function anyReply(error: unknown): void {
  if (!(error instanceof ErrorReply)) throw error;
}

function clientOf(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    // The client's own way of connecting again waits on timers that closing it does not end.
    socket: { connectTimeout: connectTimeoutMs, reconnectStrategy: false },
  });
}
