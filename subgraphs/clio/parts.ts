import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { ClioApplication } from './api/clio-oauth.ts';
import type { ClioAccountRecords } from './connection/clio-account-records.ts';
import type { ClioConnectionRecords } from './connection/clio-connection-records.ts';
import type { ClioHosts } from './connection/clio-settings.ts';
import type { Envelope } from './connection/envelope.ts';
import type { OauthAttemptRecords } from './connection/oauth-attempt-records.ts';
import type { ProgressReader } from './sync/progress-reader.ts';
import type { SyncErrorRecords } from './sync/sync-error-records.ts';
import type { SyncJobRecords } from './sync/sync-job-records.ts';
import type { WithheldDeletionRecords } from './sync/withheld-deletion-records.ts';
import type { FarewellRecords } from './webhooks/farewell-records.ts';
import type { UpkeepRecords } from './webhooks/upkeep-records.ts';
import type { WebhookRecords } from './webhooks/webhook-records.ts';

/** What the commands and resolvers of this service work with; built once, in server.ts. */
export interface ClioParts {
  connections: ClioConnectionRecords;
  attempts: OauthAttemptRecords;
  accounts: ClioAccountRecords;
  webhooks: WebhookRecords;
  upkeep: UpkeepRecords;
  farewells: FarewellRecords;
  jobs: SyncJobRecords;
  errors: SyncErrorRecords;
  withheld: WithheldDeletionRecords;
  progress: ProgressReader;
  envelope: Envelope;
  application: ClioApplication;
  /** Origins of Clio by region; a region without one cannot be connected to. */
  hosts: ClioHosts;
  webOrigin: string;
  sqs: SQSClient;
  syncQueueUrl: string;
  /** Where messages of the sync queue lie that failed again and again. */
  deadLetterQueueUrl: string;
  /** The queue of what must not wait behind a full sync. */
  targetsQueueUrl: string;
  sns: SNSClient;
  eventsTopicArn: string;
}
