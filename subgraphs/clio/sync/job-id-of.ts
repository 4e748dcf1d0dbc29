import { createHash } from 'node:crypto';
import { encodeUuid, type SyncJobId } from '@smarterfirms/platform/ids';

/**
 * The same facts always name the same job: whoever asks for it again, for whatever reason, finds it without a table of keys.
 */
export function jobIdOf(...facts: readonly string[]): SyncJobId {
  const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  return encodeUuid('syncJob', hash.slice(0, 32));
}
