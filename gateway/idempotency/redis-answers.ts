import type { Log } from '@smarterfirms/platform/log';
import { z } from 'zod';
import type { RedisConnection } from '../redis-connection.ts';
import { withinTime } from '../within-time.ts';
import type { AnswerCipher } from './answer-cipher.ts';
import { type Intention, type KeptAnswers, type KeptIntention, keptForMs, knownIntention } from './kept-answers.ts';

const prefix = 'smarterfirms:answer:';
const kept = z.object({ hash: z.string(), begunAt: z.number(), answer: z.string().optional() });
/** Deletes an entry as long as it is the one that was written. */
const deleteOwn = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

export interface RedisAnswersParts {
  redis: RedisConnection;
  cipher: AnswerCipher;
  log: Log;
  /** For one answer of the store. */
  timeoutMs?: number;
  now?: () => number;
}

/**
 * Answers shared by all gateways, in Redis or Valkey, encrypted. While it is away nobody can say what has been done, and
 * nothing is begun: who sends a key has asked for that.
 *
 * An intention is remembered for a day from its beginning on, not only from its end: the process that began it may be killed
 * when the mutation has happened and its answer is not kept yet.
 */
export function createRedisAnswers({
  redis: { client },
  cipher,
  log,
  timeoutMs = 500,
  now = Date.now,
}: RedisAnswersParts): KeptAnswers {
  const expiration = { type: 'PX', value: keptForMs } as const;

  return {
    async begin(intention, hash) {
      const place = `${prefix}${intention.client}:${intention.key}`;
      const begun = { hash, begunAt: now() };
      const own = written(begun, place);
      try {
        if (await inTime(client.set(place, own, { condition: 'NX', expiration })))
          return newIntention(begun, own, place);
      } catch (error) {
        // It may arrive yet, although nothing is begun now: what is sent after it takes it back.
        client.eval(deleteOwn, { keys: [place], arguments: [own] }).catch(() => undefined);
        throw error;
      }
      const before = await inTime(client.get(place));
      // It was forgotten in between: whoever comes next begins anew.
      if (before === null) return { kind: 'under-way' };
      const known = read(before, place);
      return known ? knownIntention(known, hash, now()) : { kind: 'unknown' };
    },
  };

  function newIntention(begun: KeptIntention, own: string, place: string): Intention {
    const write = (work: Promise<unknown>) =>
      inTime(work).then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, 'what came of an idempotency key could not be kept'),
      );
    return {
      kind: 'new',
      keep: (answer) => write(client.set(place, written({ ...begun, answer }, place), { expiration })),
      forget: () => write(client.eval(deleteOwn, { keys: [place], arguments: [own] })),
    };
  }

  function written(intention: KeptIntention, place: string): string {
    return cipher.encrypt(JSON.stringify(intention), place);
  }

  function read(encrypted: string, place: string): KeptIntention | undefined {
    const text = cipher.decrypt(encrypted, place);
    return text === undefined ? undefined : kept.parse(JSON.parse(text));
  }

  function inTime<Value>(work: Promise<Value>): Promise<Value> {
    return withinTime(work, timeoutMs, `the store of answers did not answer within ${timeoutMs} ms`);
  }
}
