import { clioResource } from '@smarterfirms/data/clio-fields';
import { readFreshness } from '@smarterfirms/data/freshness';
import { countRows, differingIds } from '@smarterfirms/data/sweep';
import { storeSweepStep } from '@smarterfirms/data/sweep-step';
import { rejectionsOf } from '@smarterfirms/data/sync-page';
import { kindOf } from './kind-of.ts';
import { idsPerRequest, pageAddress, recordsAddress } from './page-address.ts';
import type { SyncParts } from './parts.ts';
import { afterSweep } from './passes.ts';
import { type At, type Step, type Walk, writeRejections } from './step.ts';

/** An incremental job sweeps only what is small, or was last swept so long ago. */
const sweptAtOnceMax = 2_000;
const sweepEveryMs = 6 * 3_600_000;

/** A page of ids and etags, or the records that differ once a request is full of them or the pages are over. */
export function sweepStep({ job, claim }: Walk, at: At, parts: SyncParts): Step {
  const pagesAreOver = at.pages > 0 && at.cursor === null;
  const repairs = at.pendingIds.length >= idsPerRequest || (pagesAreOver && at.pendingIds.length > 0);
  return repairs ? repairStep({ job, claim }, at, parts) : pageStep({ job, claim }, at, parts);
}

function pageStep({ job, claim }: Pick<Walk, 'job' | 'claim'>, at: At, parts: SyncParts): Step {
  const isWhole = !clioResource(at.entity).byIds;
  return {
    address: (base) => pageAddress(base, at),
    async store({ page, requests, requestedAt, clioRequestedAt }) {
      const records = isWhole ? page.rows : [];
      await writeRejections(claim, rejectionsOf({ entity: at.entity, records }), parts);
      const seen = page.rows.map((row) => ({
        clioId: String(row['id']),
        etag: typeof row['etag'] === 'string' ? row['etag'] : null,
      }));
      const sweepStart = at.firstRequestedAt ?? requestedAt;
      const { firmId, entity } = claim;
      const differing = await differingIds(parts.data, { firmId, entity, sweepStart, seen });
      const to = afterSweep(kindOf(job), {
        cursor: page.next ?? null,
        pendingIds: isWhole ? [] : [...at.pendingIds, ...differing],
      });
      await storeSweepStep(parts.data, claim, {
        pass: 'SWEEP',
        to,
        requestedAt,
        clioRequestedAt,
        requests,
        page: { records: seen.length, total: page.total ?? null },
        records,
        same: isWhole ? 0 : seen.length - differing.length,
        end: { walk: 'INCREMENTAL' },
      });
      const fetched = at.fetched + seen.length;
      return to && { ...at, ...to, pages: at.pages + 1, fetched, firstRequestedAt: sweepStart };
    },
  };
}

/** Fetches up to a hundred records that differ. One that does not come has gone since: the next sweep will tell. */
function repairStep({ job, claim }: Pick<Walk, 'job' | 'claim'>, at: At, parts: SyncParts): Step {
  const ids = at.pendingIds.slice(0, idsPerRequest);
  return {
    address: (base) => recordsAddress(base, at.entity, ids),
    async store({ page, requests, requestedAt, clioRequestedAt }) {
      await writeRejections(claim, rejectionsOf({ entity: at.entity, records: page.rows }), parts);
      const to = afterSweep(kindOf(job), { cursor: at.cursor, pendingIds: at.pendingIds.slice(ids.length) });
      await storeSweepStep(parts.data, claim, {
        pass: 'SWEEP',
        to,
        requestedAt,
        clioRequestedAt,
        requests,
        records: page.rows,
        end: { walk: 'INCREMENTAL' },
      });
      return to && { ...at, ...to };
    },
  };
}

/**
 * Ends the sweep of an incremental job before its first request where it would cost many and was done not long ago: changes
 * of that type come with the next sweep, or by webhook.
 *
 * @returns whether it did.
 */
export async function skipSweep({ job, claim }: Walk, at: At, { data }: SyncParts, now = new Date()): Promise<boolean> {
  if (job.kind !== 'INCREMENTAL' || at.pass !== 'SWEEP' || at.pages > 0) return false;
  const { firmId, entity } = claim;
  const known = (await readFreshness(data, firmId)).find((freshness) => freshness.entity === entity);
  if (!known || now.getTime() - known.completedAt.getTime() > sweepEveryMs) return false;
  if ((await countRows(data, firmId, entity)) <= sweptAtOnceMax) return false;
  await storeSweepStep(data, claim, {
    pass: 'SWEEP',
    to: undefined,
    requestedAt: now,
    clioRequestedAt: undefined,
    requests: 0,
    end: 'SKIPPED',
  });
  return true;
}
