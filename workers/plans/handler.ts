import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createFirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { createLog } from '@smarterfirms/platform/log';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { env } from './env.ts';
import { projectPlans } from './project-plans.ts';

const log = createLog('plans', env.LOG_LEVEL);
const tracing = await startTracing('plans', log);
const parts = {
  plans: createFirmPlanRecords(documentClient(new DynamoDBClient({})), env.FIRM_PLAN_TABLE),
  log,
};

/** Keeps what the scheduler must know of firms' plans. Records that failed are named, so that only they come again. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await projectPlans(event.Records, parts);
  // The process may be frozen between two invocations.
  await tracing.flush();
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
