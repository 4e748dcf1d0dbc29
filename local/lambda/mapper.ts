import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type LambdaFunction, queueUrl } from '../aws-resources.ts';
import { repositoryRoot } from '../data-directory.ts';
import type { AwsClientOptions } from '../emulators/create-queues.ts';
import type { StackLog } from '../log.ts';
import type { ProcessRegister } from '../supervise/process-register.ts';
import { createEnvironmentPool, type EnvironmentPool } from './environment-pool.ts';
import { pollQueue } from './queue-poller.ts';
import { rateMs, scheduledEvent } from './schedule-event.ts';

/** Runs the functions of workers/ on one machine: queues and schedules in, handler processes out. */
export interface LambdaMapper {
  /** Runs a function now with an event of one's own; the answer of its handler. */
  invoke(name: string, event: unknown): Promise<unknown>;
  /** SIGKILL to one process of the function, in the middle of its event where it has one. */
  killWorker(name: string): number | undefined;
  /** Process ids of the function that run an event at this moment. */
  busy(name: string): number[];
  /** Processes with old code end; the next event gets the bundle as it is on disk now. */
  reload(): void;
  /** Receives nothing more, lets running events end within 10 s and ends the processes. */
  stop(): Promise<void>;
  /** SIGKILL to every process, without waiting. */
  abandon(): void;
}

/** Shortly after the start, so that what a crash left unfinished goes on at once and not after a whole interval. */
const firstTickMs = 3_000;
const stopDeadlineMs = 10_000;

export function bundleFile(name: string): string {
  return join(repositoryRoot, 'workers/dist/bundles', `${name}.mjs`);
}

export function startMapper({
  functions,
  env,
  aws,
  log,
  register,
  bundle = bundleFile,
}: {
  functions: readonly LambdaFunction[];
  env: Readonly<Record<string, string>>;
  aws: AwsClientOptions;
  log: StackLog;
  register: ProcessRegister;
  /** The file that holds a function's code. */
  bundle?: (name: string) => string;
}): LambdaMapper {
  const sqs = new SQSClient(aws);
  const pools = new Map<string, EnvironmentPool>();
  const stops: (() => Promise<void>)[] = [];
  for (const lambda of functions) {
    const pool = createEnvironmentPool({
      lambda,
      bundle: bundle(lambda.name),
      env,
      output: log.service(lambda.name),
      register,
    });
    pools.set(lambda.name, pool);
    const { source } = lambda;
    if ('queue' in source) {
      const poller = pollQueue({ ...source, url: queueUrl(aws.endpoint, source.queue), sqs, pool, log });
      stops.push(() => poller.stop());
    } else {
      stops.push(startSchedule(lambda.name, source.schedule, pool, log));
    }
  }
  const poolOf = (name: string): EnvironmentPool => {
    const pool = pools.get(name);
    if (!pool) throw new Error(`no function is called "${name}"; there are ${[...pools.keys()].join(', ')}`);
    return pool;
  };

  return {
    invoke: (name, event) => poolOf(name).invoke(event),
    killWorker: (name) => poolOf(name).killOne(),
    busy: (name) => poolOf(name).busy(),
    reload() {
      for (const pool of pools.values()) pool.recycle();
    },
    async stop() {
      const pollersStopped = Promise.all(stops.map((stop) => stop()));
      await Promise.all([...pools.values()].map((pool) => pool.stop(stopDeadlineMs)));
      await pollersStopped;
      sqs.destroy();
    },
    abandon() {
      for (const pool of pools.values()) pool.abandon();
    },
  };
}

/** Fires at the rate given. A tick is left out while the one before still runs. */
function startSchedule(name: string, expression: string, pool: EnvironmentPool, log: StackLog): () => Promise<void> {
  let running: Promise<void> | undefined;
  const tick = () => {
    running ??= pool
      .invoke(scheduledEvent(name, new Date()))
      .then(
        () => {},
        (error: Error) => log.say(`${name}: ${error.message}`, 'warn'),
      )
      .finally(() => {
        running = undefined;
      });
  };
  const first = setTimeout(tick, firstTickMs);
  const timer = setInterval(tick, rateMs(expression));
  return async () => {
    clearTimeout(first);
    clearInterval(timer);
    await running;
  };
}
