import { clioHosts, tokenKey } from '@smarterfirms/clio/clio-settings';
import { jsonVariable, readEnv } from '@smarterfirms/platform/environment';
import { z } from 'zod';

/** The configuration of the sync function. AWS endpoints and credentials are read by the AWS SDK's own variables. */
export const env = readEnv(
  z.object({
    LOG_LEVEL: z.string().default('info'),
    /** The data service's database, as role data_worker. */
    DATA_DATABASE_URL: z.url(),
    /** Part of our registration at Clio: `/clio/callback` below it is the redirect URI. */
    WEB_ORIGIN: z.url().transform((url) => new URL(url).origin),
    CLIO_HOSTS: jsonVariable(clioHosts),
    CLIO_CLIENT_ID: z.string().min(1),
    CLIO_CLIENT_SECRET: z.string().min(1),
    TOKEN_KEY: tokenKey,
    SYNC_QUEUE_URL: z.url(),
    DOCUMENTS_BUCKET: z.string().min(1),
    /** Set where the object store is not AWS's own. */
    AWS_ENDPOINT_URL_S3: z.url().optional(),
    EVENTS_TOPIC_ARN: z.string().startsWith('arn:'),
    CLIO_CONNECTION_TABLE: z.string().default('ClioConnection'),
    SYNC_JOB_TABLE: z.string().default('SyncJob'),
    SYNC_ERROR_TABLE: z.string().default('SyncError'),
    WITHHELD_DELETION_TABLE: z.string().default('WithheldDeletion'),
  }),
);
