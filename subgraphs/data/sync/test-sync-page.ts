import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { takeOver } from './checkpoint.ts';
import { openJob } from './open-job.ts';
import type { Page } from './sync-page.ts';

export const at = (time: string) => new Date(`2026-03-10T${time}Z`);
export const matter = (id: number, rest: object = {}) => ({
  id,
  etag: '"v1"',
  display_number: `0000${id}-Roe`,
  updated_at: '2026-03-01T09:00:00-08:00',
  ...rest,
});

/** A job of one entity with its holder. */
export async function begin(workerPool: Pool, entity: SyncEntityType = 'MATTERS') {
  const firmId = newId('firm');
  const jobId = newId('syncJob');
  await openJob(workerPool, firmId, jobId, [entity]);
  const { checkpoint } = await takeOver(workerPool, firmId, jobId, entity);
  const page: Page = {
    firmId,
    jobId,
    entity,
    fence: checkpoint?.fence ?? 0,
    requestedAt: at('10:00:00'),
    records: [],
    nextCursor: null,
    total: null,
    requests: 1,
  };
  return { firmId, jobId, page, claim: { firmId, jobId, entity, fence: page.fence } };
}

/** All rows of a firm in a table. */
export function rowsOf(workerPool: Pool, firmId: FirmId, table = 'matter') {
  return inFirm(workerPool, firmId, async (connection) => {
    const { rows } = await connection.query(`select * from ${table} order by clio_id`);
    return rows;
  });
}
