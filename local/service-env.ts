import type { TableDefinition } from '@smarterfirms/clio/tables';
import { awsRegion, queueUrl, topicArn } from './aws-resources.ts';
import { databaseUrl } from './postgres/databases.ts';
import { publicKeys, type Secrets, type Signer } from './secrets.ts';
import type { ServiceSetting } from './service-setting.ts';
import { type StackUrls, urlsOf } from './stack-urls.ts';

/** The environment of the Lambda handlers. */
export function workerEnv(setting: ServiceSetting): Record<string, string> {
  const { ports, secrets, overrides } = setting;
  const urls = urlsOf(ports);
  return {
    ...systemEnv(),
    ...identityEnv(secrets, 'workers'),
    ...awsEnv(setting),
    ...clioEnv(setting),
    ...documentsEnv(urls),
    DATABASE_URL: databaseUrl(ports.postgres, 'clio', 'clio_service', secrets),
    WEBHOOK_ORIGIN: `http://127.0.0.1:${ports.gateway}`,
    DATA_DATABASE_URL: databaseUrl(ports.postgres, 'data', 'data_worker', secrets),
    NOTIFICATIONS_DATABASE_URL: databaseUrl(ports.postgres, 'notifications', 'notifications_worker', secrets),
    SMTP_URL: urls.smtp,
    MAIL_FROM: 'Smarter Firms <notifications@smarterfirms.test>',
    ...passedThrough(tracing),
    ...passedThrough(/^(LOG_LEVEL|SMTP_URL|MAIL_FROM|WEBHOOK_ORIGIN)$/),
    ...overrides['*'],
    ...overrides['workers'],
  };
}

/** Where spans go, and which (docs/tracing.md). Each process has a name of its own, so one for all of them is not passed on. */
export const tracing = /^OTEL_(?!SERVICE_NAME$)\w+$/;

/** Clio, and where the work with it waits and is noted. */
export function clioEnv({ ports, secrets }: ServiceSetting): Record<string, string> {
  const urls = urlsOf(ports);
  const simulator = urls.clioSimulator;
  return {
    WEB_ORIGIN: urls.web,
    // On one host the simulator tells its regions apart by the first part of the path.
    CLIO_HOSTS: JSON.stringify({
      US: `${simulator}/us`,
      CA: `${simulator}/ca`,
      EU: `${simulator}/eu`,
      AU: `${simulator}/au`,
    }),
    CLIO_CLIENT_ID: secrets.clioClientId,
    CLIO_CLIENT_SECRET: secrets.clioClientSecret,
    TOKEN_KEY: secrets.tokenKey,
    SYNC_QUEUE_URL: queueUrl(urls.queues, 'sync-pages'),
    SYNC_DEAD_LETTER_QUEUE_URL: queueUrl(urls.queues, 'sync-pages-dlq'),
    TARGETS_DEAD_LETTER_QUEUE_URL: queueUrl(urls.queues, 'clio-targets-dlq'),
    TARGETS_QUEUE_URL: queueUrl(urls.queues, 'clio-targets'),
    EVENTS_TOPIC_ARN: topicArn('events'),
    CLIO_CONNECTION_TABLE: tableName('ClioConnection'),
    SYNC_JOB_TABLE: tableName('SyncJob'),
    SYNC_ERROR_TABLE: tableName('SyncError'),
    WITHHELD_DELETION_TABLE: tableName('WithheldDeletion'),
    FIRM_PLAN_TABLE: tableName('FirmPlan'),
    // Clio itself instead of the simulator: its hosts and the application registered there.
    ...passedThrough(/^CLIO_(HOSTS|CLIENT_ID|CLIENT_SECRET)$/),
  };
}

/** Where the content of documents is ordered, and where it lies. */
export function documentsEnv({ queues }: StackUrls): Record<string, string> {
  return {
    DOCUMENTS_QUEUE_URL: queueUrl(queues, 'document-contents'),
    DOCUMENTS_DEAD_LETTER_QUEUE_URL: queueUrl(queues, 'document-contents-dlq'),
    DOCUMENTS_BUCKET: 'documents',
  };
}

/** Only names of tables that exist pass the compiler. */
function tableName(name: TableDefinition['name']): string {
  return name;
}

/** Who a process is to the others, and whom it believes. */
export function identityEnv(secrets: Secrets, signer: Signer): Record<string, string> {
  return {
    SIGNING_KEY: JSON.stringify(secrets.signingKeys[signer]),
    TRUST_KEYS: JSON.stringify(publicKeys(secrets)),
  };
}

export function awsCredentials({ awsSecretAccessKey }: Secrets) {
  return { accessKeyId: 'LOCALSMARTERFIRMS000', secretAccessKey: awsSecretAccessKey };
}

/** The emulators in place of AWS. */
export function awsEnv({ ports, secrets }: ServiceSetting): Record<string, string> {
  const { queues, tables } = urlsOf(ports);
  const { accessKeyId, secretAccessKey } = awsCredentials(secrets);
  return {
    AWS_REGION: awsRegion,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_SQS: queues,
    AWS_ENDPOINT_URL_SNS: queues,
    AWS_ENDPOINT_URL_S3: queues,
    AWS_ENDPOINT_URL_DYNAMODB: tables,
  };
}

/** What a process needs of the developer's own environment, and nothing that could change what it does. */
export function systemEnv(): Record<string, string> {
  return passedThrough(/^(PATH|HOME|USER|TMPDIR|LANG|TERM|NODE_EXTRA_CA_CERTS|https?_proxy|no_proxy)$/i);
}

/** Variables of the developer's environment by these names. */
export function passedThrough(names: RegExp): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => {
    return names.test(entry[0]) && entry[1] !== undefined;
  });
  return Object.fromEntries(entries);
}
