import { jsonVariable, listenEnv, readEnv } from '@smarterfirms/platform/environment';
import { trustKeys } from '@smarterfirms/platform/service-token';
import { z } from 'zod';

const schema = z.object({
  ...listenEnv,
  /** Connects as data_service, which can read and nothing else. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Public keys of everyone who may sign calls to this service. */
  TRUST_KEYS: jsonVariable(trustKeys),
});

export const env = readEnv(schema);
