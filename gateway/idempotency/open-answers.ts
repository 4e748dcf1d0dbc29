import type { Log } from '@smarterfirms/platform/log';
import type { KeptAnswers } from './kept-answers.ts';
import { createMemoryAnswers } from './memory-answers.ts';
import { createRedisAnswers } from './redis-answers.ts';

/** Answers shared through Redis or Valkey where there is an address for it, of this process alone otherwise. */
export async function openAnswers(redisUrl: string | undefined, log: Log): Promise<KeptAnswers> {
  const local = createMemoryAnswers();
  return redisUrl ? createRedisAnswers(redisUrl, local, log) : local;
}
