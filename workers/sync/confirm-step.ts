import type { WithheldDeletionRecord } from '@smarterfirms/clio/withheld-deletion-records';
import type { Claim } from '@smarterfirms/data/checkpoint';
import { clioResource } from '@smarterfirms/data/clio-fields';
import { unseenIds } from '@smarterfirms/data/sweep';
import { refuseDeletion, type SweepEnd, storeSweepStep } from '@smarterfirms/data/sweep-step';
import { stillWithheld, withholdAbsences } from '@smarterfirms/data/withheld-absences';
import { asId } from '@smarterfirms/platform/ids';
import { errorCodeOf, judgeAbsences, type Verdict } from './judge-absences.ts';
import { idsPerRequest, pageAddress, recordsAddress } from './page-address.ts';
import type { SyncParts } from './parts.ts';
import type { At, Step, Walk } from './step.ts';

/**
 * What to do about the rows that a sweep did not show: ask Clio for the next of them by their ids, or end the entity.
 *
 * @param viewer who looks at Clio and with which rights, asked of Clio; called only where something is absent, or was accepted.
 * @returns undefined when the entity is over.
 */
export async function confirmStep(
  walk: Walk,
  at: At,
  viewer: () => Promise<string | undefined>,
  parts: SyncParts,
): Promise<Step | undefined> {
  const { job, claim } = walk;
  const { firmId, entity } = claim;
  const sweepStart = at.firstRequestedAt ?? new Date();
  const review = await parts.withheld.find(firmId, entity);
  // What a person decided to keep is not asked about again.
  const kept = review?.decision?.kind === 'KEPT' && !job.acceptsDeletionsOf ? review : undefined;
  const ids = await unseenIds(parts.data, {
    firmId,
    entity,
    sweepStart,
    afterId: at.confirmedTo,
    limit: idsPerRequest,
    except: kept?.jobId,
  });
  if (ids.length === 0) {
    await endConfirmed(walk, { sweepStart, kept }, viewer, parts);
    return undefined;
  }
  if (at.confirmedTo === null) {
    const verdict = await judgeAbsences(walk, at, { sweepStart, review }, viewer, parts);
    if (verdict.kind === 'WITHHOLD') {
      await withhold(claim, sweepStart, verdict, parts);
      return undefined;
    }
  }
  const { byIds } = clioResource(entity);
  return {
    // A list that cannot be asked for ids is asked once more: it is short.
    address: (base) =>
      byIds ? recordsAddress(base, entity, ids, 'id') : pageAddress(base, { ...at, pass: 'SWEEP', cursor: null }),
    async store({ page, requests, requestedAt }) {
      const present = new Set(page.rows.map((row) => String(row['id'])));
      const to = { ...nowhere, confirmedTo: ids.at(-1) ?? null };
      await storeSweepStep(parts.data, claim, {
        pass: 'CONFIRM',
        to,
        requestedAt,
        clioRequestedAt: undefined,
        requests,
        absentIds: page.next === undefined ? ids.filter((id) => !present.has(id)) : [],
        absentBy: job.acceptsDeletionsOf ? 'ACCEPTED' : 'SWEEP',
      });
      return { ...at, ...to };
    },
  };
}

const nowhere = { pass: 'CONFIRM', cursor: null, resumeCursor: null, pendingIds: [] } as const;

/**
 * Ends an entity of which nothing is absent that could be deleted. What was withheld before is settled by that, but for what
 * a person decided to keep. Who accepted that records go has accepted what the connected person sees as all there is.
 */
async function endConfirmed(
  { job, claim, seenAs }: Walk,
  { sweepStart, kept }: { sweepStart: Date; kept: WithheldDeletionRecord | undefined },
  viewer: () => Promise<string | undefined>,
  parts: SyncParts,
): Promise<void> {
  const { data, withheld, connections } = parts;
  const { firmId, entity } = claim;
  const records = kept ? await stillWithheld(data, claim, sweepStart) : 0;
  if (kept && records > 0) {
    await withheld.setRecords(kept, records);
    const reason = `${records} ${records === 1 ? 'record that Clio does not show any more is' : 'records that Clio does not show any more are'} kept, as somebody decided.`;
    await end(claim, { walk: 'RECONCILING', withheld: reason }, parts);
    return;
  }
  let view = seenAs;
  if (job.acceptsDeletionsOf) {
    view = (await viewer()) ?? seenAs;
    const connection = await connections.find(firmId);
    if (connection && view !== undefined) await connections.setViewer(connection, view);
  }
  await withheld.remove(firmId, entity);
  await end(claim, { walk: 'RECONCILING', ...(view === undefined ? {} : { seenAs: view }) }, parts);
}

/** Written down is first what is missing, then that it is, then the end: dying in between repeats it from the beginning. */
async function withhold(
  claim: Claim,
  sweepStart: Date,
  { reason, ask }: Extract<Verdict, { kind: 'WITHHOLD' }>,
  parts: SyncParts,
): Promise<void> {
  const { firmId, entity } = claim;
  const jobId = asId('syncJob', claim.jobId);
  if (ask) {
    const { cause, copied, viewer } = ask;
    const records = await withholdAbsences(parts.data, claim, sweepStart);
    const withheldAt = new Date().toISOString();
    const found = { firmId, entity, jobId, cause, reason, records, copied, withheldAt };
    await parts.withheld.put({ ...found, ...(viewer === undefined ? {} : { viewer }) });
  }
  const code = errorCodeOf(ask?.cause);
  await parts.errors.putAll([{ jobId, firmId, entity, clioId: undefined, code, message: reason }]);
  if (code === 'MASS_DELETION_REFUSED') await refuseDeletion(parts.data, claim, reason);
  else await end(claim, { walk: 'RECONCILING', withheld: reason }, parts);
}

async function end(claim: Claim, sweepEnd: SweepEnd, { data }: SyncParts): Promise<void> {
  await storeSweepStep(data, claim, {
    pass: 'CONFIRM',
    to: undefined,
    requestedAt: new Date(),
    clioRequestedAt: undefined,
    requests: 0,
    end: sweepEnd,
  });
}
