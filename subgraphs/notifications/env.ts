import { callSealSecrets } from '@smarterfirms/platform/call-seal';
import { jsonVariable, listenEnv, readEnv } from '@smarterfirms/platform/environment';
import { trustKeys } from '@smarterfirms/platform/service-token';
import { z } from 'zod';

/** Configuration of the notifications subgraph. */
const notificationsEnv = z.object({
  ...listenEnv,
  /** Connects as notifications_service. */
  DATABASE_URL: z.url(),
  /** Public keys of everyone who may sign calls. */
  TRUST_KEYS: jsonVariable(trustKeys),
  /** Shared by all services: calls to this one are sealed with it. */
  CALL_SEAL_SECRET: callSealSecrets,
});

export type NotificationsEnv = z.infer<typeof notificationsEnv>;

export const readNotificationsEnv = (): NotificationsEnv => readEnv(notificationsEnv);
