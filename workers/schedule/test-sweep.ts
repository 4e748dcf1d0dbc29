import { join } from 'node:path';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createFirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { clioTables, createTableInput } from '@smarterfirms/clio/tables';
import { createPool } from '@smarterfirms/platform/postgres';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { pino } from 'pino';
import { packageOf } from '../sync/test-firm.ts';
import type { SweepParts } from './sweep.ts';

export interface TestSweep {
  aws: TestAws;
  parts: SweepParts & { plans: ReturnType<typeof createFirmPlanRecords> };
  [Symbol.asyncDispose](): Promise<void>;
}

/** What the scheduler's sweep works with, without any firm. */
export async function startTestSweep(): Promise<TestSweep> {
  const aws = await startTestAws(clioTables.map(createTableInput));
  const database = await createTestDatabase({
    service: 'data',
    migrations: join(packageOf('@smarterfirms/data/checkpoint'), 'migrations'),
    roles: ['data_worker'],
  });
  const dynamo = documentClient(aws.dynamo);
  const data = createPool(database.urlOf('data_worker'));
  return {
    aws,
    parts: {
      jobs: createSyncJobRecords(dynamo, 'SyncJob'),
      plans: createFirmPlanRecords(dynamo, 'FirmPlan'),
      connections: createClioConnectionRecords(dynamo, 'ClioConnection'),
      data,
      sqs: aws.sqs,
      syncQueueUrl: aws.queueUrl,
      sns: aws.sns,
      eventsTopicArn: aws.topicArn,
      log: pino({ level: 'fatal' }),
    },
    async [Symbol.asyncDispose]() {
      await data.end();
      await database[Symbol.asyncDispose]();
      await aws[Symbol.asyncDispose]();
    },
  };
}
