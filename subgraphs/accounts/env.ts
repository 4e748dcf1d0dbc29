import { callSealSecrets } from '@smarterfirms/platform/call-seal';
import { jsonVariable, listenEnv, readEnv } from '@smarterfirms/platform/environment';
import { signingKey, trustKeys } from '@smarterfirms/platform/service-token';
import { z } from 'zod';

/** Configuration of the accounts subgraph. The AWS SDK reads its own standard variables besides. */
const accountsEnv = z.object({
  ...listenEnv,
  /** Connects as accounts_service. */
  DATABASE_URL: z.url(),
  /** Public keys of everyone who may sign calls. */
  TRUST_KEYS: jsonVariable(trustKeys),
  /** Shared by all services: calls to this one, and its call to auth, are sealed with it. */
  CALL_SEAL_SECRET: callSealSecrets,
  /** This service's own key: it signs the call to auth. */
  SIGNING_KEY: jsonVariable(signingKey),
  /** GraphQL endpoint of the auth subgraph. */
  AUTH_URL: z.url(),
  EVENTS_TOPIC_ARN: z.string().startsWith('arn:'),
});

export type AccountsEnv = z.infer<typeof accountsEnv>;

export const readAccountsEnv = (): AccountsEnv => readEnv(accountsEnv);
