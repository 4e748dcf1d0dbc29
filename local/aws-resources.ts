import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from './data-directory.ts';

export const awsRegion = 'us-east-1';
/** The account id that the emulators put into ARNs and queue URLs. */
export const awsAccount = '000000000000';

const functionSource = z.union([
  z.strictObject({
    queue: z.string(),
    batchSize: z.int().min(1).max(10),
    /** How many batches are in work at once; each has a process of its own, as on AWS. */
    concurrency: z.int().min(1),
  }),
  z.strictObject({ schedule: z.string().regex(/^rate\(\d+ (minutes?|hours?)\)$/) }),
]);

const resources = z.strictObject({
  queues: z.array(
    z.strictObject({
      name: z.string(),
      visibilityTimeoutSeconds: z.int().optional(),
      messageRetentionSeconds: z.int().optional(),
      deadLetterQueue: z.string().optional(),
      maxReceiveCount: z.int().optional(),
    }),
  ),
  /** Every queue named gets each message in SNS's own envelope. */
  topics: z.array(z.strictObject({ name: z.string(), queues: z.array(z.string()) })),
  buckets: z.array(
    z.strictObject({
      name: z.string(),
      /** Objects are removed by the store so long after they were written. */
      expireAfterDays: z.int().min(1),
      /** What a worker that died left of an upload in parts, which nobody can read. */
      abortUploadsAfterDays: z.int().min(1),
    }),
  ),
  functions: z.array(
    z.strictObject({
      /** Also the folder below workers/ whose handler.ts it runs. */
      name: z.string(),
      source: functionSource,
      timeoutSeconds: z.int().min(1).max(900),
    }),
  ),
});
export type AwsResources = z.infer<typeof resources>;
export type LambdaFunction = AwsResources['functions'][number];

/**
 * What the product needs of AWS beside its tables, which the clio package defines. The same file describes it for one
 * machine and for the cloud stack.
 */
export function readAwsResources(path = join(repositoryRoot, 'workers/stack/resources.json')): AwsResources {
  return resources.parse(JSON.parse(readFileSync(path, 'utf8')));
}

export function queueUrl(endpoint: string, name: string): string {
  return `${endpoint}/${awsAccount}/${name}`;
}

export function queueArn(name: string): string {
  return `arn:aws:sqs:${awsRegion}:${awsAccount}:${name}`;
}

export function topicArn(name: string): string {
  return `arn:aws:sns:${awsRegion}:${awsAccount}:${name}`;
}
