import { awsRegion, readAwsResources } from './aws-resources.ts';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { type Development, watchSources } from './development.ts';
import { type LambdaMapper, startMapper } from './lambda/mapper.ts';
import { acquireLock } from './lock.ts';
import { createStackLog, type StackLog } from './log.ts';
import { choosePorts, type Ports } from './ports.ts';
import { databaseUrl } from './postgres/databases.ts';
import {
  type DatabaseName,
  databaseNames,
  databaseRoles,
  loadSecrets,
  type RoleName,
  type Secrets,
} from './secrets.ts';
import { awsCredentials, workerEnv } from './service-env.ts';
import type { ServiceSetting } from './service-setting.ts';
import { defineServices, type ServiceName } from './services.ts';
import { type StackUrls, urlsOf } from './stack-urls.ts';
import { openProcessRegister } from './supervise/process-register.ts';
import { superviseService } from './supervise/service.ts';
import { startInOrder, stopInReverse, withDependencies } from './supervise/start-order.ts';
import { endStrays } from './supervise/strays.ts';

export type { ServiceName } from './services.ts';
export type { StackUrls } from './stack-urls.ts';

export interface StackOptions {
  /** Where the instance keeps its data. Default `.local` in the repository. */
  dataDir?: string;
  /** `random` for an instance beside others; the ports stay the same for the same directory. Default `default`. */
  ports?: 'default' | 'random';
  /** Starts these and what they depend on; `workers` stands for the Lambda functions. Default everything. */
  only?: readonly (ServiceName | 'workers')[];
  /** Variables by service, `workers` or `*`, that replace or add to the usual ones. */
  env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** CLIO_SIM_* settings of the simulator, without the prefix: `{ SIZE: 'small' }`. */
  simulator?: Readonly<Record<string, string>>;
  /** Takes the log's lines; false drops them (the files are written in any case). Default standard output. */
  log?: ((line: string) => void) | false;
  /** Compiles and starts again what is edited; `next dev` in place of the built web application. */
  development?: boolean;
  /** Called before the first process starts, for those who may have to stop a stack that is still starting. */
  onStarting?: (stack: Pick<Stack, 'stop' | 'abandon'>) => void;
}

export interface Stack {
  urls: StackUrls;
  ports: Ports;
  /** Connection strings by role. */
  databases: Record<RoleName, string>;
  /** Connection strings of the superuser, whom no row level security binds, by database. */
  superuser: Record<DatabaseName, string>;
  aws: { region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  lambda: LambdaMapper | undefined;
  log: StackLog;
  /** The services that run, with their process ids. */
  services(): { name: string; pid: number | undefined }[];
  /** SIGKILL; the supervisor starts the service again. */
  kill(service: ServiceName): Promise<void>;
  restart(service: ServiceName): Promise<void>;
  untilReady(service: ServiceName): Promise<void>;
  /** Stops everything in reverse order. */
  stop(): Promise<void>;
  /** Kills everything at once. */
  abandon(): void;
}

/**
 * Starts the product on this machine and resolves when every part is ready.
 *
 * Rejects with a sentence for people when it cannot, after stopping what had started. Nothing on disk is deleted: a stack
 * started again on the same directory goes on where the last one ended.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const directory = openDataDirectory(options.dataDir);
  const lock = acquireLock(directory);
  const log = createStackLog({
    directory: directory.logs,
    out: options.log === false ? () => {} : options.log,
    // Two dozen webhooks of the first minute would push the addresses off the screen.
    requests: options.development || options.log !== undefined,
  });
  try {
    return await startLocked(options, directory, log, lock.release);
  } catch (error) {
    log.close();
    lock.release();
    throw error;
  }
}

async function startLocked(
  options: StackOptions,
  directory: DataDirectory,
  log: StackLog,
  release: () => void,
): Promise<Stack> {
  const strays = await endStrays(directory.processes);
  if (strays.length > 0) log.say(`ended what an earlier start had left running: ${strays.join(', ')}`, 'warn');
  const { ports, changes } = await choosePorts(directory.ports, options.ports);
  for (const { name, wanted, taken } of changes) {
    log.say(`port ${wanted} is taken by another program; ${name} uses ${taken}`, 'warn');
  }
  const secrets = await loadSecrets(directory.secrets);
  const resources = readAwsResources();
  const setting: ServiceSetting = {
    directory,
    ports,
    secrets,
    resources,
    log,
    overrides: overridesOf(options),
    development: options.development ?? false,
  };
  const register = openProcessRegister(directory.processes);
  const services = withDependencies(defineServices(setting), servicesFor(options.only)).map((definition) => ({
    definition,
    service: superviseService(definition, { log, register }),
  }));
  const find = (name: ServiceName) => {
    const found = services.find(({ service }) => service.name === name);
    if (!found) throw new Error(`${name} is not part of this stack`);
    return found.service;
  };
  const aws = { region: awsRegion, credentials: awsCredentials(secrets) };
  const stopRequested = new AbortController();
  let lambda: LambdaMapper | undefined;
  let development: Development | undefined;
  let stopped: Promise<void> | undefined;

  const stack: Stack = {
    urls: urlsOf(ports),
    ports,
    ...connectionStrings(ports, secrets),
    aws,
    get lambda() {
      return lambda;
    },
    log,
    services: () => services.map(({ service: { name, pid } }) => ({ name, pid })),
    kill: (name) => find(name).kill(),
    restart: (name) => find(name).restart(),
    untilReady: (name) => find(name).untilReady(),
    stop() {
      stopRequested.abort();
      stopped ??= (async () => {
        await development?.stop();
        await lambda?.stop();
        await stopInReverse(services);
        await register.close();
        log.close();
        release();
      })();
      return stopped;
    },
    abandon() {
      lambda?.abandon();
      for (const { service } of services) service.abandon();
      release();
    },
  };
  options.onStarting?.(stack);

  try {
    await startInOrder(services, stopRequested.signal, (name, elapsedMs) =>
      log.say(`${name} is ready (${(elapsedMs / 1000).toFixed(1)} s)`),
    );
    if (!options.only || options.only.includes('workers')) {
      lambda = startMapper({
        functions: resources.functions,
        env: workerEnv(setting),
        aws: { endpoint: stack.urls.queues, ...aws },
        log,
        register,
      });
    }
    if (options.development) {
      development = watchSources({ services: services.map(({ service }) => service), lambda, register, log });
    }
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

const workersNeed: readonly ServiceName[] = ['postgres', 'queues', 'tables', 'mail', 'clio-simulator'];

function servicesFor(only: StackOptions['only']): ServiceName[] | undefined {
  return only?.flatMap((name) => (name === 'workers' ? workersNeed : [name]));
}

function overridesOf({ env = {}, simulator = {} }: StackOptions): ServiceSetting['overrides'] {
  const settings = Object.entries(simulator).map(([name, value]) => [`CLIO_SIM_${name}`, value] as const);
  return { ...env, 'clio-simulator': { ...Object.fromEntries(settings), ...env['clio-simulator'] } };
}

function connectionStrings(ports: Ports, secrets: Secrets): Pick<Stack, 'databases' | 'superuser'> {
  const roles = databaseNames.flatMap((database) =>
    databaseRoles[database].map((role) => [role, databaseUrl(ports.postgres, database, role, secrets)] as const),
  );
  const superuser = databaseNames.map(
    (database) => [database, databaseUrl(ports.postgres, database, 'postgres', secrets)] as const,
  );
  return {
    databases: Object.fromEntries(roles) as Stack['databases'],
    superuser: Object.fromEntries(superuser) as Stack['superuser'],
  };
}
