import { readEnv } from '@smarterfirms/platform/environment';
import { z } from 'zod';

/** The configuration of the plans function. AWS endpoints and credentials are read by the AWS SDK's own variables. */
export const env = readEnv(
  z.object({
    LOG_LEVEL: z.string().default('info'),
    FIRM_PLAN_TABLE: z.string().default('FirmPlan'),
  }),
);
