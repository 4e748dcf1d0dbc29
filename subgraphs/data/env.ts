import { callSealSecrets } from '@smarterfirms/platform/call-seal';
import { jsonVariable, listenEnv, readEnv } from '@smarterfirms/platform/environment';
import { trustKeys } from '@smarterfirms/platform/service-token';
import { z } from 'zod';

const schema = z.object({
  ...listenEnv,
  /** Connects as data_service, which can read, and note what people ask for. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Where the order to fetch a document's content goes. */
  DOCUMENTS_QUEUE_URL: z.url(),
  DOCUMENTS_BUCKET: z.string().min(1),
  /** Set where the object store is not AWS's own. Links lead there, so browsers must reach it. */
  AWS_ENDPOINT_URL_S3: z.url().optional(),
  /** Public keys of everyone who may sign calls to this service. */
  TRUST_KEYS: jsonVariable(trustKeys),
  /** Shared by all services: calls to this one are sealed with it. */
  CALL_SEAL_SECRET: callSealSecrets,
});

export const env = readEnv(schema);
