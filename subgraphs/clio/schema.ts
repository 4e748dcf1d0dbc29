import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '@smarterfirms/platform/graph-schema';
import { isId } from '@smarterfirms/platform/ids';
import { actsIn, requireFirm } from '@smarterfirms/platform/request-context';
import { asClioConnection } from './connection/clio-connection.ts';
import { firmOfConnection } from './connection/clio-connection-record.ts';
import { ClioConnectionResolver } from './connection/clio-connection-resolver.ts';
import { ConnectClio } from './connection/connect-clio.ts';
import { DisconnectClio } from './connection/disconnect-clio.ts';
import type { ClioContext } from './context.ts';
import { firmOf } from './firm/firm.ts';
import { FirmResolver } from './firm/firm-resolver.ts';
import { AcceptWithheldDeletions } from './sync/accept-withheld-deletions.ts';
import { CancelSync } from './sync/cancel-sync.ts';
import { KeepWithheldDeletions } from './sync/keep-withheld-deletions.ts';
import { RedriveDeadLetters } from './sync/redrive-dead-letters.ts';
import { RetrySyncEntity } from './sync/retry-sync-entity.ts';
import { RetrySyncError } from './sync/retry-sync-error.ts';
import { StartSync } from './sync/start-sync.ts';
import { findSyncJob, SyncJobResolver } from './sync/sync-job-resolver.ts';
import { SyncProgress } from './sync/sync-progress.ts';

export function buildClioSubgraph(): Promise<Subgraph> {
  return buildSubgraph<ClioContext>({
    resolvers: [
      FirmResolver,
      ClioConnectionResolver,
      SyncJobResolver,
      ConnectClio,
      DisconnectClio,
      StartSync,
      CancelSync,
      RetrySyncEntity,
      RetrySyncError,
      RedriveDeadLetters,
      AcceptWithheldDeletions,
      KeepWithheldDeletions,
      SyncProgress,
    ],
    references: {
      Firm: ({ id }, context) => (isId('firm', String(id)) && actsIn(context, String(id)) ? firmOf(String(id)) : null),
      ClioConnection: async ({ id }, context) => {
        requireFirm(context, 'clio:read');
        const firmId = firmOfConnection(String(id));
        const record = firmId && (await context.connectionLoader.load(firmId));
        return record ? asClioConnection(record) : null;
      },
      SyncJob: ({ id }, context) => findSyncJob(String(id), context),
    },
  });
}
