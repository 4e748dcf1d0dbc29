import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { awsAccount, awsRegion, type LambdaFunction } from '../aws-resources.ts';
import { compiled } from '../data-directory.ts';
import type { ServiceLog } from '../log.ts';
import type { ProcessRegister } from '../supervise/process-register.ts';
import type { Outcome } from './invocation.ts';

/** The function threw, ran out of time or its process died. On AWS the whole batch then counts as failed. */
export class InvocationFailedError extends Error {}

/** The execution environments of one function: processes that handle one event at a time and are used again. */
export interface EnvironmentPool {
  /** The handler's answer. Throws InvocationFailedError. */
  invoke(event: unknown): Promise<unknown>;
  /** Process ids that run an event at this moment. */
  busy(): number[];
  /** SIGKILL to one environment, a busy one first. Returns its process id. */
  killOne(): number | undefined;
  /** Ends every environment: idle ones now, busy ones after their event. The next event gets a new one. */
  recycle(): void;
  /** Waits for running events up to the deadline, then kills. */
  stop(deadlineMs: number): Promise<void>;
  /** SIGKILL to all, without waiting. */
  abandon(): void;
}

interface Environment {
  child: ChildProcess;
  ready: Promise<void>;
  busy: boolean;
  retired: boolean;
  settle?: ((outcome: Outcome | Error) => void) | undefined;
}

/** Loading a bundle takes well under a second; on a busy machine a few. */
const initTimeoutMs = 30_000;

export function createEnvironmentPool({
  lambda,
  bundle,
  env,
  output,
  register,
}: {
  lambda: LambdaFunction;
  bundle: string;
  env: Readonly<Record<string, string>>;
  output: ServiceLog;
  register: ProcessRegister;
}): EnvironmentPool {
  const environments = new Set<Environment>();
  const arn = `arn:aws:lambda:${awsRegion}:${awsAccount}:function:${lambda.name}`;

  function create(): Environment {
    const child = fork(compiled('lambda/runtime.js'), [bundle], {
      env: {
        ...env,
        AWS_LAMBDA_FUNCTION_NAME: lambda.name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      },
      execArgv: ['--enable-source-maps'],
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
    });
    register.add(child, `lambda ${lambda.name}`, 'SIGTERM');
    child.stdout?.on('data', output.write);
    child.stderr?.on('data', output.write);
    const environment: Environment = { child, ready: Promise.resolve(), busy: true, retired: false };
    environment.ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new InvocationFailedError(`the function was not loaded within ${initTimeoutMs / 1000} s`));
        child.kill('SIGKILL');
      }, initTimeoutMs);
      const gone = (how: string) => {
        clearTimeout(timer);
        environments.delete(environment);
        const error = new InvocationFailedError(`the function's process ${how}`);
        environment.settle?.(error);
        reject(error);
      };
      child.once('error', (error) => gone(`could not be started: ${error.message}`));
      child.once('exit', (code, signal) => gone(signal ? `was ended by ${signal}` : `ended with code ${code}`));
      child.on('message', (outcome: Outcome) => {
        if (!('ready' in outcome)) return environment.settle?.(outcome);
        clearTimeout(timer);
        resolve();
      });
    });
    environment.ready.catch(() => {});
    environments.add(environment);
    return environment;
  }

  function take(): Environment {
    for (const environment of environments) {
      if (environment.busy || environment.retired || !environment.child.connected) continue;
      environment.busy = true;
      return environment;
    }
    return create();
  }

  return {
    async invoke(event) {
      const environment = take();
      try {
        await environment.ready;
        return await run(environment, event);
      } finally {
        environment.busy = false;
        if (environment.retired) environment.child.kill('SIGTERM');
      }
    },
    busy: () => [...environments].filter(({ busy }) => busy).flatMap(({ child }) => child.pid ?? []),
    killOne() {
      const all = [...environments].sort((a, b) => Number(b.busy) - Number(a.busy));
      const victim = all[0]?.child;
      victim?.kill('SIGKILL');
      return victim?.pid;
    },
    recycle() {
      for (const environment of environments) {
        environment.retired = true;
        if (!environment.busy) environment.child.kill('SIGTERM');
      }
    },
    async stop(deadlineMs) {
      const gone = [...environments].map(({ child }) => new Promise((resolve) => child.once('exit', resolve)));
      this.recycle();
      const timer = setTimeout(() => this.abandon(), deadlineMs);
      await Promise.all(gone);
      clearTimeout(timer);
    },
    abandon() {
      for (const { child } of environments) child.kill('SIGKILL');
    },
  };

  function run(environment: Environment, event: unknown): Promise<unknown> {
    const requestId = randomUUID();
    const timeoutMs = lambda.timeoutSeconds * 1000;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        environment.settle?.(new InvocationFailedError(`the function ran out of its ${lambda.timeoutSeconds} s`));
        environment.child.kill('SIGKILL');
      }, timeoutMs);
      environment.settle = (outcome) => {
        clearTimeout(timer);
        environment.settle = undefined;
        if (outcome instanceof Error) return reject(outcome);
        if ('ready' in outcome) return;
        if (outcome.ok) return resolve(outcome.answer);
        reject(new InvocationFailedError(outcome.error));
      };
      environment.child.send(
        { event, requestId, functionName: lambda.name, arn, deadlineMs: Date.now() + timeoutMs },
        (error) => error && environment.settle?.(new InvocationFailedError(error.message)),
      );
    });
  }
}
