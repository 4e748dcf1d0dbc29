import type { FirmId, SyncJobId } from '@smarterfirms/platform/ids';
import { actsIn, type RequestContext } from '@smarterfirms/platform/request-context';
import DataLoader from 'dataloader';
import type { ClioConnectionRecord } from './connection/clio-connection-record.ts';
import type { ClioParts } from './parts.ts';
import type { SyncJobRecord } from './sync/sync-job-record.ts';

export interface ClioContext extends RequestContext {
  parts: ClioParts;
  /** Both answer undefined for what belongs to another firm than the principal's. */
  jobLoader: DataLoader<SyncJobId, SyncJobRecord | undefined>;
  connectionLoader: DataLoader<FirmId, ClioConnectionRecord | undefined>;
}

export function createContext(request: RequestContext, parts: ClioParts): ClioContext {
  return {
    ...request,
    parts,
    jobLoader: new DataLoader(async (jobIds) => {
      const found = await parts.jobs.findMany(jobIds);
      return jobIds.map((jobId) => {
        const job = found.get(jobId);
        return job && actsIn(request, job.firmId) ? job : undefined;
      });
    }),
    connectionLoader: new DataLoader(async (firmIds) => {
      const own = firmIds.filter((firmId) => actsIn(request, firmId));
      const found = await parts.connections.findMany(own);
      return firmIds.map((firmId) => found.get(firmId));
    }),
  };
}
