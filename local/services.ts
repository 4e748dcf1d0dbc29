import { createRequire } from 'node:module';
import { join } from 'node:path';
import { awsRegion, topicArn } from './aws-resources.ts';
import { compiled, repositoryRoot } from './data-directory.ts';
import { createQueues } from './emulators/create-queues.ts';
import { createTables } from './emulators/create-tables.ts';
import { createDatabases, databaseUrl } from './postgres/databases.ts';
import { runMigrations } from './postgres/migrations.ts';
import { postgresService } from './postgres/server.ts';
import {
  awsCredentials,
  awsEnv,
  clioEnv,
  documentsEnv,
  identityEnv,
  passedThrough,
  systemEnv,
  tracing,
} from './service-env.ts';
import type { ServiceSetting } from './service-setting.ts';
import { urlsOf } from './stack-urls.ts';
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
