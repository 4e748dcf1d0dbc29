import { type SettleParts, settleJob } from '@smarterfirms/clio/settle-job';
import type { SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { readInStepSince } from '@smarterfirms/data/freshness';
import type { Pool } from '@smarterfirms/platform/postgres';

/** Settles a job that has ended, and lets the copy itself say since when it is in step with Clio. */
export function settle(job: SyncJobRecord, parts: SettleParts & { data: Pool }): Promise<void> {
  return settleJob(job, parts, (firmId) => readInStepSince(parts.data, firmId));
}
