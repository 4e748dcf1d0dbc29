import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { OfferedFields } from '@smarterfirms/clio/offered-fields';
import type { RequestBudgets } from '@smarterfirms/clio/request-budget';
import type { TokenStore } from '@smarterfirms/clio/token-store';
import type { Log } from '@smarterfirms/platform/log';
import type { Pool } from '@smarterfirms/platform/postgres';

/** What bringing over the content of documents works with; built once per process of the function. */
export interface DocumentParts {
  tokens: TokenStore;
  budgets: RequestBudgets;
  offered: OfferedFields;
  /** The data service's database, as data_worker. */
  data: Pool;
  sqs: SQSClient;
  documentsQueueUrl: string;
  s3: S3Client;
  bucket: string;
  log: Log;
}
