import type { SyncErrorCode } from '@smarterfirms/clio/sync-error-records';
import type { Checkpoint, Claim } from '@smarterfirms/data/checkpoint';
import { clioResource } from '@smarterfirms/data/clio-fields';
import { readFreshness } from '@smarterfirms/data/freshness';
import { countRows, unseenIds } from '@smarterfirms/data/sweep';
import { refuseDeletion, type SweepEnd, storeSweepStep } from '@smarterfirms/data/sweep-step';
import { asId } from '@smarterfirms/platform/ids';
import { idsPerRequest, pageAddress, recordsAddress } from './page-address.ts';
import type { SyncParts } from './parts.ts';
import { deletionsAllowed } from './passes.ts';
import type { At, Step, Walk } from './step.ts';

/** Of fewer rows than this, all may have been deleted. */
const wholeTypeFrom = 3;

/**
 * What to do about the rows that a sweep did not show: ask Clio for the next of them by their ids, or end the entity.
 *
 * @param viewer who looks at Clio and with which rights, asked of Clio; called only where something is absent.
 * @returns undefined when the entity is over.
 */
export async function confirmStep(
  { claim, seenAs }: Walk,
  at: At,
  viewer: () => Promise<string | undefined>,
  parts: SyncParts,
): Promise<Step | undefined> {
  const { data } = parts;
  const { firmId, entity } = claim;
  const sweepStart = at.firstRequestedAt ?? new Date();
  const absent = (afterId: string | null, limit: number) =>
    unseenIds(data, { firmId, entity, sweepStart, afterId, limit });

  const ids = await absent(at.confirmedTo, idsPerRequest);
  if (ids.length === 0) {
    await end(claim, { walk: 'RECONCILING', ...(seenAs === undefined ? {} : { seenAs }) }, parts);
    return undefined;
  }
  if (at.confirmedTo === null) {
    const rows = await countRows(data, firmId, entity);
    const allowed = deletionsAllowed(rows);
    const doubt = await doubtOf({ claim, at, rows, seenAs, viewer }, parts);
    if (doubt) {
      await note(claim, 'ABSENCE_WITHHELD', doubt, parts);
      await end(claim, { walk: 'RECONCILING', withheld: doubt }, parts);
      return undefined;
    }
    if ((await absent(null, allowed + 1)).length > allowed) {
      const reason = `Clio shows more than ${allowed} of ${rows} records no longer. Nothing was deleted: check what the person who connected may see.`;
      await note(claim, 'MASS_DELETION_REFUSED', reason, parts);
      await refuseDeletion(data, claim, reason);
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
      await storeSweepStep(data, claim, {
        pass: 'CONFIRM',
        to,
        requestedAt,
        clioRequestedAt: undefined,
        requests,
        absentIds: page.next === undefined ? ids.filter((id) => !present.has(id)) : [],
      });
      return { ...at, ...to };
    },
  };
}

const nowhere = { pass: 'CONFIRM', cursor: null, resumeCursor: null, pendingIds: [] } as const;

/** Why absences are not believed to be deletions, for a person; undefined when they may be. */
async function doubtOf(
  {
    claim: { firmId, entity },
    at,
    rows,
    seenAs,
    viewer,
  }: {
    claim: Claim;
    at: Pick<Checkpoint, 'fetched'>;
    rows: number;
    seenAs: string | undefined;
    viewer: () => Promise<string | undefined>;
  },
  { data }: SyncParts,
): Promise<string | undefined> {
  if (at.fetched === 0 && rows >= wholeTypeFrom) return `Clio shows none of ${rows} records any more.`;
  const known = (await readFreshness(data, firmId)).find((freshness) => freshness.entity === entity);
  const before = known?.seenAs ?? seenAs;
  const now = await viewer();
  if (now === undefined) return 'Clio did not say whose access we use.';
  if (before === undefined || before === now) return undefined;
  return 'The person whose access we use, or what that person may do in Clio, has changed. Records that are no longer shown are kept.';
}

async function note(claim: Claim, code: SyncErrorCode, message: string, { errors }: SyncParts): Promise<void> {
  const { firmId, entity } = claim;
  await errors.putAll([{ jobId: asId('syncJob', claim.jobId), firmId, entity, clioId: undefined, code, message }]);
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
