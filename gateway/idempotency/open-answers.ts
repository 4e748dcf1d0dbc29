import type { Log } from '@smarterfirms/platform/log';
import type { RedisConnection } from '../redis-connection.ts';
import { createAnswerCipher } from './answer-cipher.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { createMemoryAnswers } from './memory-answers.ts';
import { createRedisAnswers } from './redis-answers.ts';

/**
 * Answers shared through Redis or Valkey where there is one, of this process alone otherwise.
 *
 * @param secrets that what is kept outside of this process is encrypted by.
 */
export function openAnswers(redis: RedisConnection | undefined, secrets: readonly string[], log: Log): KeptAnswers {
  return redis ? createRedisAnswers({ redis, cipher: createAnswerCipher(secrets), log }) : createMemoryAnswers();
}
