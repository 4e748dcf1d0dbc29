import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { ClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import type { OfferedFields } from '@smarterfirms/clio/offered-fields';
import type { RequestBudgets } from '@smarterfirms/clio/request-budget';
import type { SyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import type { SyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import type { TokenStore } from '@smarterfirms/clio/token-store';
import type { WithheldDeletionRecords } from '@smarterfirms/clio/withheld-deletion-records';
import type { Log } from '@smarterfirms/platform/log';
import type { Pool } from '@smarterfirms/platform/postgres';

/** What syncing works with; built once per process of the function. */
export interface SyncParts {
  connections: ClioConnectionRecords;
  jobs: SyncJobRecords;
  errors: SyncErrorRecords;
  withheld: WithheldDeletionRecords;
  tokens: TokenStore;
  budgets: RequestBudgets;
  offered: OfferedFields;
  /** The data service's database, as the role that may write the copied rows and nothing else. */
  data: Pool;
  sqs: SQSClient;
  syncQueueUrl: string;
  /** Where the content of documents lies. */
  s3: S3Client;
  bucket: string;
  /** How long all messages of a firm together are worked on in turn while others wait, in milliseconds. Default 2,000. */
  shareMs?: number;
  sns: SNSClient;
  eventsTopicArn: string;
  log: Log;
}
