import { clioResource } from '@smarterfirms/data/clio-fields';
import { rejectionsOf, storePage } from '@smarterfirms/data/sync-page';
import { kindOf } from './kind-of.ts';
import { pageAddress } from './page-address.ts';
import type { SyncParts } from './parts.ts';
import { afterPage } from './passes.ts';
import { type At, type Step, type Walk, writeRejections } from './step.ts';

/** A page of WALK, RECENT or CHANGED: whole records. */
export function walkStep({ job, claim, seenAs }: Walk, at: At, parts: SyncParts): Step {
  return {
    address: (base) => pageAddress(base, at),
    async store({ page, requests, requestedAt, clioRequestedAt }) {
      await writeRejections(claim, rejectionsOf({ entity: at.entity, records: page.rows }), parts);
      const to = afterPage(kindOf(job), at, page, clioResource(at.entity).updatedSince);
      await storePage(parts.data, {
        ...claim,
        pass: at.pass,
        to,
        requestedAt,
        clioRequestedAt,
        records: page.rows,
        nextCursor: page.next ?? null,
        total: page.total ?? null,
        requests,
        walk: at.pass === 'CHANGED' ? 'INCREMENTAL' : 'FULL',
        seenAs,
      });
      return to && { ...at, ...to, pages: at.pages + 1 };
    },
  };
}
