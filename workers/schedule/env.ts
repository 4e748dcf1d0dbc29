import { readEnv } from '@smarterfirms/platform/environment';
import { z } from 'zod';

/** The configuration of the schedule function. AWS endpoints and credentials are read by the AWS SDK's own variables. */
export const env = readEnv(
  z.object({
    LOG_LEVEL: z.string().default('info'),
    /** The clio service's database: which firms' webhooks and pending changes are due. */
    DATABASE_URL: z.url(),
    /** The data service's database, as role data_worker: how fresh copies are. */
    DATA_DATABASE_URL: z.url(),
    SYNC_QUEUE_URL: z.url(),
    SYNC_DEAD_LETTER_QUEUE_URL: z.url(),
    TARGETS_DEAD_LETTER_QUEUE_URL: z.url(),
    TARGETS_QUEUE_URL: z.url(),
    DOCUMENTS_QUEUE_URL: z.url(),
    DOCUMENTS_DEAD_LETTER_QUEUE_URL: z.url(),
    DOCUMENTS_BUCKET: z.string().min(1),
    /** Set where the object store is not AWS's own. */
    AWS_ENDPOINT_URL_S3: z.url().optional(),
    EVENTS_TOPIC_ARN: z.string().startsWith('arn:'),
    CLIO_CONNECTION_TABLE: z.string().default('ClioConnection'),
    SYNC_JOB_TABLE: z.string().default('SyncJob'),
    FIRM_PLAN_TABLE: z.string().default('FirmPlan'),
    SYNC_ERROR_TABLE: z.string().default('SyncError'),
  }),
);
