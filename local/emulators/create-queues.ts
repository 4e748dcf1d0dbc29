import {
  CreateBucketCommand,
  HeadBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, ListSubscriptionsByTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueUrlCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type AwsResources, queueArn, queueUrl, topicArn } from '../aws-resources.ts';

export interface AwsClientOptions {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** Makes the queues, topics, subscriptions and buckets that are missing and sets the attributes and rules of those that exist. */
export async function createQueues(
  { queues, topics, buckets }: Pick<AwsResources, 'queues' | 'topics' | 'buckets'>,
  options: AwsClientOptions,
): Promise<void> {
  const sqs = new SQSClient(options);
  const sns = new SNSClient(options);
  // Bucket names as host names would need a name server for every bucket.
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  try {
    for (const queue of queues) await createQueue(sqs, options.endpoint, queue);
    for (const { name, queues: subscribers } of topics) await createTopic(sns, name, subscribers);
    for (const bucket of buckets) await createBucket(s3, bucket);
  } finally {
    for (const client of [sqs, sns, s3]) client.destroy();
  }
}

async function createQueue(sqs: SQSClient, endpoint: string, queue: AwsResources['queues'][number]): Promise<void> {
  const attributes = {
    ...(queue.visibilityTimeoutSeconds !== undefined && { VisibilityTimeout: String(queue.visibilityTimeoutSeconds) }),
    ...(queue.messageRetentionSeconds !== undefined && {
      MessageRetentionPeriod: String(queue.messageRetentionSeconds),
    }),
    ...(queue.deadLetterQueue && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(queue.deadLetterQueue),
        maxReceiveCount: queue.maxReceiveCount ?? 5,
      }),
    }),
  };
  // Looking first: creating a queue that exists with other attributes is an error.
  const exists = await sqs.send(new GetQueueUrlCommand({ QueueName: queue.name })).then(
    () => true,
    () => false,
  );
  if (!exists) {
    await sqs.send(new CreateQueueCommand({ QueueName: queue.name, Attributes: attributes }));
  } else if (Object.keys(attributes).length > 0) {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl(endpoint, queue.name), Attributes: attributes }));
  }
}

async function createTopic(sns: SNSClient, name: string, subscribers: readonly string[]): Promise<void> {
  await sns.send(new CreateTopicCommand({ Name: name }));
  const { Subscriptions: subscriptions = [] } = await sns.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topicArn(name) }),
  );
  for (const queue of subscribers) {
    if (subscriptions.some(({ Endpoint }) => Endpoint === queueArn(queue))) continue;
    await sns.send(new SubscribeCommand({ TopicArn: topicArn(name), Protocol: 'sqs', Endpoint: queueArn(queue) }));
  }
}

async function createBucket(s3: S3Client, bucket: AwsResources['buckets'][number]): Promise<void> {
  const { name: Bucket, expireAfterDays, abortUploadsAfterDays } = bucket;
  await s3.send(new HeadBucketCommand({ Bucket })).catch(() => s3.send(new CreateBucketCommand({ Bucket })));
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: 'expire',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            Expiration: { Days: expireAfterDays },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: abortUploadsAfterDays },
          },
        ],
      },
    }),
  );
}
