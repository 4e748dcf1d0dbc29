import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@redis/client';
import type { Log } from '@smarterfirms/platform/log';
import { z } from 'zod';
import { withinTime } from '../within-time.ts';
import { endsWithinMs, type Intention, type KeptAnswers, keptForMs } from './kept-answers.ts';

const prefix = 'smarterfirms:answer:';
const timeoutMs = 500;
const stored = z.object({ hash: z.string(), answer: z.string().optional() });

/**
 * Answers shared by all gateways, in Redis or Valkey. While it is away each gateway keeps its own: every mutation of ours
 * does nothing twice by itself, so what is lost then is the first answer, not the protection.
 */
export async function createRedisAnswers(url: string, local: KeptAnswers, log: Log): Promise<KeptAnswers> {
  const client = createClient({
    url,
    // Nothing waits for a connection to come back: there is another way meanwhile.
    disableOfflineQueue: true,
    socket: { connectTimeout: 2_000, reconnectStrategy: (attempt) => Math.min(2_000, 100 * 2 ** attempt) },
  });
  // Every loss comes here as well as to the command under way; without a listener it would end the process.
  client.on('error', () => undefined);
  const connecting = client.connect().catch(() => undefined);
  await Promise.race([connecting, delay(2_000, undefined, { ref: false })]);

  return {
    async begin(key, hash) {
      try {
        return await begin(prefix + key, hash);
      } catch (error) {
        log.warn({ err: error }, 'the store of answers is away; this process keeps its own');
        return local.begin(key, hash);
      }
    },
    async close() {
      client.destroy();
      await local.close();
    },
  };

  async function begin(key: string, hash: string): Promise<Intention> {
    const own = JSON.stringify({ hash });
    const expiration = { type: 'PX', value: endsWithinMs } as const;
    if (await inTime(client.set(key, own, { condition: 'NX', expiration }))) return newIntention(key, hash);
    const before = await inTime(client.get(key));
    // It has run out in between: whoever comes next begins anew.
    if (before === null) return { kind: 'under-way' };
    const known = stored.parse(JSON.parse(before));
    if (known.hash !== hash) return { kind: 'other' };
    return known.answer === undefined ? { kind: 'under-way' } : { kind: 'done', answer: known.answer };
  }

  function newIntention(key: string, hash: string): Intention {
    const write = (work: Promise<unknown>) =>
      inTime(work).then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, 'an answer could not be kept'),
      );
    const expiration = { type: 'PX', value: keptForMs } as const;
    return {
      kind: 'new',
      keep: (answer) => write(client.set(key, JSON.stringify({ hash, answer }), { expiration })),
      forget: () => write(client.del(key)),
    };
  }
}

function inTime<Value>(work: Promise<Value>): Promise<Value> {
  return withinTime(work, timeoutMs, `the store of answers did not answer within ${timeoutMs} ms`);
}
