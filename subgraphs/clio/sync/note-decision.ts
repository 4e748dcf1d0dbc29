import type { ClioContext } from '../context.ts';
import type { WithheldDecision, WithheldDeletionRecord } from './withheld-deletion-records.ts';

/**
 * Writes down who decided what about records that were withheld: with them, for the engine; with the comparison's error, for
 * whoever asks later; and in the log.
 *
 * @returns false where a newer comparison or somebody else's decision came between.
 */
export async function noteDecision(
  found: WithheldDeletionRecord,
  { kind, byUserId, removalJobId }: Pick<WithheldDecision, 'kind' | 'byUserId' | 'removalJobId'>,
  { parts: { withheld, errors }, log }: Pick<ClioContext, 'parts' | 'log'>,
): Promise<boolean> {
  const at = new Date().toISOString();
  const decision = { kind, byUserId, at, ...(removalJobId ? { removalJobId } : {}) };
  const noted = await withheld.decide(found, decision);
  // The removal may be over before its acceptance is noted; it was accepted all the same.
  if (!noted && kind === 'KEPT') return false;
  const { firmId, entity, jobId, records } = found;
  await errors.noteDecision(found, { kind, byUserId, at });
  log.info({ firmId, entity, jobId, records, ...decision }, 'decided about records that Clio does not show any more');
  return true;
}
