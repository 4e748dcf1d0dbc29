import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TableDefinition } from '@smarterfirms/clio/tables';
import { type AwsResources, awsRegion, queueUrl, topicArn } from './aws-resources.ts';
import { compiled, type DataDirectory, repositoryRoot } from './data-directory.ts';
import { createQueues } from './emulators/create-queues.ts';
import { createTables } from './emulators/create-tables.ts';
import type { StackLog } from './log.ts';
import type { Ports } from './ports.ts';
import { createDatabases, databaseUrl } from './postgres/databases.ts';
import { runMigrations } from './postgres/migrations.ts';
import { postgresService } from './postgres/server.ts';
import { publicKeys, type Secrets, type Signer } from './secrets.ts';
import { httpHealth } from './supervise/health.ts';
import type { ServiceDefinition } from './supervise/service.ts';

/** Every process of the product on one machine, in the order in which they are listed to people. */
export const serviceNames = [
  'postgres',
  'queues',
  'tables',
  'mail',
  'clio-simulator',
  'auth',
  'accounts',
  'clio',
  'data',
  'notifications',
  'gateway',
  'web',
] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface ServiceSetting {
  directory: DataDirectory;
  ports: Ports;
  secrets: Secrets;
  resources: AwsResources;
  log: StackLog;
  /** Variables that replace or add to those of one service, or of all (`*`). */
  overrides: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Runs `next dev` instead of the built application. */
  development: boolean;
}

/** The addresses of one instance, by what answers there. */
export function urlsOf(ports: Ports) {
  const local = (port: number) => `http://127.0.0.1:${port}`;
  return {
    // The browser's addresses say localhost: browsers keep Secure cookies on it without https, and sites count as one.
    web: `http://localhost:${ports.web}`,
    gateway: `http://localhost:${ports.gateway}`,
    graph: `http://localhost:${ports.gateway}/graphql`,
    mail: `http://localhost:${ports.mail}`,
    clioSimulator: `http://localhost:${ports['clio-simulator']}`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    queues: local(ports.queues),
    tables: local(ports.tables),
    auth: local(ports.auth),
    accounts: local(ports.accounts),
    clio: local(ports.clio),
    data: local(ports.data),
    notifications: local(ports.notifications),
  };
}
export type StackUrls = ReturnType<typeof urlsOf>;

/** What the web application sends: that of this checkout, and those that are released. */
export const persistedOperations = ['web/persisted-operations.json', 'web/released-operations.json'].map((file) =>
  join(repositoryRoot, file),
);

const subgraphs = ['auth', 'accounts', 'clio', 'data', 'notifications'] as const;

/** How each process is started, with its whole environment. The one place where the parts are wired to each other. */
export function defineServices(setting: ServiceSetting): ServiceDefinition[] {
  const { directory, ports, secrets, resources, log } = setting;
  const urls = urlsOf(ports);
  const aws = awsEnv(setting);
  const emulatorAccess = { region: awsRegion, credentials: awsCredentials(secrets) };

  const emulator = (name: 'queues' | 'tables' | 'mail', env: Record<string, string>, health: string) =>
    nodeService(setting, name, compiled(`emulators/${name}.js`), {
      env: { PORT: String(ports[name]), ...env },
      health,
      dependsOn: [],
    });
  const subgraph = (name: (typeof subgraphs)[number], env: Record<string, string>, dependsOn: readonly string[]) =>
    nodeService(setting, name, join(repositoryRoot, 'subgraphs', name, 'dist/server.js'), {
      env: {
        ...identityEnv(secrets, name),
        CALL_SEAL_SECRET: secrets.callSealSecret,
        ...aws,
        PORT: String(ports[name]),
        DATABASE_URL: databaseUrl(ports.postgres, name, `${name}_service`, secrets),
        ...env,
      },
      health: `${urls[name]}/health`,
      dependsOn: ['postgres', ...dependsOn],
    });

  return [
    postgresService({
      directory,
      port: ports.postgres,
      password: secrets.passwords['postgres'] ?? '',
      log,
      async prepare() {
        await createDatabases(ports.postgres, secrets);
        await runMigrations(ports.postgres, secrets, log);
      },
    }),
    {
      ...emulator('queues', { DATA_DIR: directory.queues, OBJECTS_DIR: directory.objects }, `${urls.queues}/health`),
      afterReady: () => createQueues(resources, { endpoint: urls.queues, ...emulatorAccess }),
    },
    {
      ...emulator('tables', { DATA_DIR: directory.tables }, urls.tables),
      afterReady: () => createTables({ endpoint: urls.tables, ...emulatorAccess }),
    },
    emulator('mail', { SMTP_PORT: String(ports.smtp), DATA_DIR: directory.mail }, `${urls.mail}/api/healthz`),
    nodeService(setting, 'clio-simulator', join(repositoryRoot, 'simulators/dist/clio/server.js'), {
      env: {
        PORT: String(ports['clio-simulator']),
        CLIO_SIM_CLIENT_ID: secrets.clioClientId,
        CLIO_SIM_CLIENT_SECRET: secrets.clioClientSecret,
        CLIO_SIM_REDIRECT_URIS: `${urls.web}/clio/callback`,
        // Clio delivers by https alone; here both sides are one machine.
        CLIO_SIM_WEBHOOK_LOOPBACK: 'on',
        CLIO_SIM_STATE_DIR: join(directory.root, 'clio-simulator'),
        ...passedThrough(/^CLIO_SIM_/),
      },
      health: `http://127.0.0.1:${ports['clio-simulator']}/health`,
      dependsOn: [],
    }),
    subgraph(
      'auth',
      {
        ACCESS_TOKEN_ISSUER: urls.gateway,
        SESSION_SECRET: secrets.sessionSecret,
        EVENTS_TOPIC_ARN: topicArn('events'),
        WEB_ORIGIN: urls.web,
        GATEWAY_ORIGIN: urls.gateway,
      },
      ['queues'],
    ),
    subgraph('accounts', { AUTH_URL: `${urls.auth}/graphql`, EVENTS_TOPIC_ARN: topicArn('events') }, [
      'queues',
      'auth',
    ]),
    subgraph('clio', clioEnv(setting), ['queues', 'tables', 'clio-simulator']),
    subgraph('data', documentsEnv(urls), ['queues']),
    subgraph('notifications', {}, []),
    nodeService(setting, 'gateway', join(repositoryRoot, 'gateway/dist/server.js'), {
      env: {
        ...identityEnv(secrets, 'gateway'),
        CALL_SEAL_SECRET: secrets.callSealSecret,
        PORT: String(ports.gateway),
        SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(subgraphs.map((name) => [name, `${urls[name]}/graphql`]))),
        JWKS_URL: `${urls.auth}/jwks.json`,
        ACCESS_TOKEN_ISSUER: urls.gateway,
        WEB_ORIGIN: urls.web,
        PERSISTED_OPERATIONS: persistedOperations.join(),
        // While developing, operations change under one's hands and the graph may be explored; else it is as in production.
        ...(setting.development ? { INTROSPECTION: 'on', OTHER_OPERATIONS: 'taken' } : {}),
      },
      health: `http://127.0.0.1:${ports.gateway}/health`,
      dependsOn: [...subgraphs],
    }),
    webService(setting),
  ];
}

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
const tracing = /^OTEL_(?!SERVICE_NAME$)\w+$/;

function nodeService(
  { overrides }: ServiceSetting,
  name: ServiceName,
  entry: string,
  { env, health, dependsOn }: { env: Record<string, string>; health: string; dependsOn: readonly string[] },
): ServiceDefinition {
  return {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', entry],
    cwd: repositoryRoot,
    env: {
      ...systemEnv(),
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      ...passedThrough(/^LOG_LEVEL$/),
      ...passedThrough(tracing),
      ...env,
      ...overrides['*'],
      ...overrides[name],
    },
    dependsOn,
    health: () => httpHealth(health),
  };
}

function webService(setting: ServiceSetting): ServiceDefinition {
  const { ports, overrides, development } = setting;
  const urls = urlsOf(ports);
  const directory = join(repositoryRoot, 'web');
  const next = createRequire(join(directory, 'package.json')).resolve('next/dist/bin/next');
  return {
    name: 'web',
    command: process.execPath,
    args: [next, development ? 'dev' : 'start', '-p', String(ports.web), '-H', '127.0.0.1'],
    cwd: directory,
    env: {
      ...systemEnv(),
      NODE_ENV: development ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      GATEWAY_URL: `http://127.0.0.1:${ports.gateway}`,
      PUBLIC_GATEWAY_URL: urls.gateway,
      WEB_ORIGIN: urls.web,
      DOCUMENTS_ORIGIN: urls.queues,
      ...overrides['*'],
      ...overrides['web'],
    },
    dependsOn: ['gateway'],
    health: () => httpHealth(`http://127.0.0.1:${ports.web}/healthz`),
    healthTimeoutMs: 120_000,
  };
}

function clioEnv({ ports, secrets }: ServiceSetting): Record<string, string> {
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
function documentsEnv({ queues }: StackUrls): Record<string, string> {
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

function identityEnv(secrets: Secrets, signer: Signer): Record<string, string> {
  return {
    SIGNING_KEY: JSON.stringify(secrets.signingKeys[signer]),
    TRUST_KEYS: JSON.stringify(publicKeys(secrets)),
  };
}

export function awsCredentials({ awsSecretAccessKey }: Secrets) {
  return { accessKeyId: 'LOCALSMARTERFIRMS000', secretAccessKey: awsSecretAccessKey };
}

function awsEnv({ ports, secrets }: ServiceSetting): Record<string, string> {
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
function systemEnv(): Record<string, string> {
  return passedThrough(/^(PATH|HOME|USER|TMPDIR|LANG|TERM|NODE_EXTRA_CA_CERTS|https?_proxy|no_proxy)$/i);
}

function passedThrough(names: RegExp): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => {
    return names.test(entry[0]) && entry[1] !== undefined;
  });
  return Object.fromEntries(entries);
}
