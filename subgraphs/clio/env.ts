import { callSealSecrets } from '@smarterfirms/platform/call-seal';
import { jsonVariable, listenEnv, readEnv } from '@smarterfirms/platform/environment';
import { signingKey, trustKeys } from '@smarterfirms/platform/service-token';
import { z } from 'zod';
import { clioHosts, tokenKey } from './connection/clio-settings.ts';

/** The configuration of the clio service. AWS endpoints and credentials are read by the AWS SDK's own variables. */
export const env = readEnv(
  z.object({
    ...listenEnv,
    DATABASE_URL: z.url(),
    TRUST_KEYS: jsonVariable(trustKeys),
    SIGNING_KEY: jsonVariable(signingKey).optional(),
    /** Shared by all services: calls to this one are sealed with it. */
    CALL_SEAL_SECRET: callSealSecrets,
    /** Public origin of the web application; Clio redirects to `/clio/callback` below it. */
    WEB_ORIGIN: z.url().transform((url) => new URL(url).origin),
    CLIO_HOSTS: jsonVariable(clioHosts),
    CLIO_CLIENT_ID: z.string().min(1),
    CLIO_CLIENT_SECRET: z.string().min(1),
    TOKEN_KEY: tokenKey,
    SYNC_QUEUE_URL: z.url(),
    /** Where messages of the sync queue lie that failed again and again. */
    SYNC_DEAD_LETTER_QUEUE_URL: z.url(),
    TARGETS_QUEUE_URL: z.url(),
    EVENTS_TOPIC_ARN: z.string().startsWith('arn:'),
    CLIO_CONNECTION_TABLE: z.string().default('ClioConnection'),
    SYNC_JOB_TABLE: z.string().default('SyncJob'),
    SYNC_ERROR_TABLE: z.string().default('SyncError'),
    WITHHELD_DELETION_TABLE: z.string().default('WithheldDeletion'),
  }),
);
