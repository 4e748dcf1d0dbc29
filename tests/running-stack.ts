import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName, Stack } from '@smarterfirms/local/stack';

export type { StackUrls } from '@smarterfirms/local/stack';

/** Where the stack of the tests keeps its data; `log/` in it has what every service said. */
export const dataDirectory = join(import.meta.dirname, '.local');
/** How the global setup tells the test files what runs where. */
export const stackFile = join(dataDirectory, 'stack.json');

/** The stack that was started for all test files, as far as another process can hold it. */
export interface RunningStack extends Pick<Stack, 'urls' | 'databases' | 'superuser' | 'aws'> {
  control: { url: string; secret: string };
  /** Where the services' spans are: `/traces/<id>` answers those of a trace that a test asked to have recorded. */
  collectorUrl: string;
}

let read: RunningStack | undefined;

export function runningStack(): RunningStack {
  read ??= JSON.parse(readFileSync(stackFile, 'utf8')) as RunningStack;
  return read;
}

/** SIGKILL to a service's process. Its supervisor starts it again. */
export async function killService(stack: RunningStack, service: ServiceName): Promise<void> {
  await control(stack, `services/${service}/kill`);
}

export async function untilReady(stack: RunningStack, service: ServiceName): Promise<void> {
  await control(stack, `services/${service}/until-ready`);
}

/** SIGKILL to a process of a Lambda function, one that runs an event if there is one. Returns its process id. */
export async function killWorker(stack: RunningStack, lambda: string): Promise<number | undefined> {
  const { pid } = (await control(stack, `functions/${lambda}/kill`)) as { pid?: number };
  return pid;
}

async function control({ control: { url, secret } }: RunningStack, path: string): Promise<unknown> {
  const response = await fetch(`${url}/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
  });
  const answer = (await response.json()) as unknown;
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer;
}
