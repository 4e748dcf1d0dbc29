import { callSealSecrets } from '@smarterfirms/platform/call-seal';
import { jsonVariable, listenEnv } from '@smarterfirms/platform/environment';
import { trustKeys } from '@smarterfirms/platform/service-token';
import { z } from 'zod';

/** The environment of the auth service. The AWS SDK reads its own standard variables (AWS_REGION, AWS_ENDPOINT_URL_SNS, …). */
export const authEnv = z.object({
  ...listenEnv,
  /** Connects as auth_service. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Public keys of everyone that may sign calls to us; the key id is the caller's name. */
  TRUST_KEYS: jsonVariable(trustKeys),
  /** Shared by all services: calls to this one are sealed with it. */
  CALL_SEAL_SECRET: callSealSecrets,
  /** `iss` of access tokens: the public URL of the gateway. */
  ACCESS_TOKEN_ISSUER: z.url(),
  /** Encrypts the private keys that sign access tokens and signs better-auth's own values. At least 32 characters. */
  SESSION_SECRET: z.string().min(32),
  EVENTS_TOPIC_ARN: z.string().startsWith('arn:'),
  WEB_ORIGIN: z.url(),
  GATEWAY_ORIGIN: z.url(),
});
export type AuthEnv = z.infer<typeof authEnv>;
