import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { queueUrl, topicArn } from './aws-resources.ts';
import { compiled, openDataDirectory } from './data-directory.ts';
import { choosePorts } from './ports.ts';
import { clusterHome } from './postgres/server.ts';
import { removeData } from './remove-data.ts';
import { type Stack, startStack } from './stack.ts';
import { processStart } from './supervise/process-identity.ts';

const emulators = ['postgres', 'queues', 'tables'] as const;
const directories: string[] = [];
let directory: string;
let stack: Stack;
let lines: string[];

beforeAll(async () => {
  directory = newDirectory();
  await start();
});

afterAll(async () => {
  await stack.stop();
  for (const each of directories) {
    removeData(each, () => {});
    rmSync(each, { recursive: true, force: true });
  }
});

function newDirectory(): string {
  const created = mkdtempSync(join(tmpdir(), 'stack-'));
  directories.push(created);
  return created;
}

async function start(): Promise<void> {
  lines = [];
  stack = await startStack({ dataDir: directory, ports: 'random', only: emulators, log: (line) => lines.push(line) });
}

async function withDatabase<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`waited 90 s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('messages, items and rows survive SIGKILL of their servers, which come back by themselves', async () => {
  const sns = new SNSClient({ endpoint: stack.urls.queues, ...stack.aws });
  const sqs = new SQSClient({ endpoint: stack.urls.queues, ...stack.aws });
  const dynamo = new DynamoDBClient({ endpoint: stack.urls.tables, ...stack.aws });
  await sns.send(new PublishCommand({ TopicArn: topicArn('events'), Message: 'kept' }));
  await dynamo.send(
    new PutItemCommand({ TableName: 'ClioConnection', Item: { firmId: { S: 'frm_1' }, note: { S: 'kept' } } }),
  );
  await withDatabase(stack.superuser.data, async (client) => {
    await client.query("create table kept as select 'kept' as note");
  });

  const before = stack.services().map(({ pid }) => pid);
  await Promise.all(emulators.map((name) => stack.kill(name)));
  await Promise.all(emulators.map((name) => stack.untilReady(name)));
  expect(stack.services().some(({ pid }) => before.includes(pid))).toBe(false);
  expect(lines.join('\n')).toMatch(/queues was ended by SIGKILL; starting it again in 250 ms \(1 of 5\)/);

  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl(stack.urls.queues, 'notify-events'), WaitTimeSeconds: 20 }),
  );
  expect(Messages.map(({ Body = '{}' }) => (JSON.parse(Body) as { Message: string }).Message)).toEqual(['kept']);
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: 'ClioConnection', Key: { firmId: { S: 'frm_1' } } }),
  );
  expect(Item?.['note']).toEqual({ S: 'kept' });
  const rows = await withDatabase(
    stack.superuser.data,
    async (client) => (await client.query('select note from kept')).rows,
  );
  expect(rows).toEqual([{ note: 'kept' }]);
  for (const client of [sns, sqs, dynamo]) client.destroy();
});

test('a role reaches its own database and no other, and is neither owner nor superuser', async () => {
  await withDatabase(stack.databases.data_worker, async (client) => {
    const { rows } = await client.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
    await expect(client.query('create table mine (id int)')).rejects.toThrow(/permission denied/);
  });
  const foreign = stack.databases.data_worker.replace(/\/data$/, '/auth');
  await expect(withDatabase(foreign, async () => undefined)).rejects.toThrow(/permission denied for database "auth"/);
});

test('a second start on the same data says who is there', async () => {
  await expect(startStack({ dataDir: directory, ports: 'random', only: emulators, log: false })).rejects.toThrow(
    `already runs on ${directory} (process ${process.pid}`,
  );
});

test('after a power cut a stale lock and a stale postmaster.pid are no obstacle, and ports stay the same', async () => {
  const { ports } = stack;
  await stack.stop();
  writeFileSync(join(directory, 'lock.json'), JSON.stringify({ pid: 1, start: 'another boot', since: 'yesterday' }));
  const cluster = join(clusterHome(openDataDirectory(directory)).home, 'cluster');
  // Process 1 exists, and it is no PostgreSQL.
  writeFileSync(join(cluster, 'postmaster.pid'), `1\n${cluster}\n`);
  await start();
  expect(stack.ports).toEqual(ports);
  expect(lines.join('\n')).toMatch(/removed the postmaster.pid/);
});

test('a busy port is replaced by the next free one, by name, and remembered', async () => {
  const file = join(newDirectory(), 'ports.json');
  const { ports } = await choosePorts(file, 'random');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(ports.web, '127.0.0.1', resolve));
  try {
    const { ports: second, changes } = await choosePorts(file, 'default');
    // Another program may have taken one of the others meanwhile.
    expect(changes).toContainEqual({ name: 'web', wanted: ports.web, taken: second.web });
    expect(second.web).toBeGreaterThan(ports.web);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(second);
  } finally {
    server.close();
  }
});

/** An instance in a process of its own, as `npm start` makes it. */
async function startProcess(dataDir: string): Promise<{
  child: ChildProcess;
  pids: number[];
  output: () => string;
  /** Its exit code, once it has ended and everything that it wrote has been read. */
  ended: () => Promise<number | null>;
}> {
  const args = ['--data-dir', dataDir, '--ports', 'random', '--only', emulators.join(','), '--json'];
  const child = spawn(process.execPath, [compiled('start.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let json = '';
  let text = '';
  child.stdout?.on('data', (chunk) => {
    json += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text += chunk;
  });
  let closed = false;
  child.once('close', () => {
    closed = true;
  });
  await until('the instance to be ready', () => json.includes('\n') || closed);
  if (closed) throw new Error(text);
  const { services } = JSON.parse(json) as { services: { pid: number }[] };
  const ended = async () => {
    await until('the supervisor to end', () => closed);
    return child.exitCode;
  };
  return { child, pids: services.map(({ pid }) => pid), output: () => text, ended };
}

const alive = (pids: readonly number[]) => pids.filter((pid) => processStart(pid) !== undefined);

test('SIGKILL of the supervisor leaves no process behind', async () => {
  const { child, pids } = await startProcess(newDirectory());
  expect(alive(pids)).toEqual(pids);
  child.kill('SIGKILL');
  await until('every process to end', () => alive(pids).length === 0);
});

test('Ctrl-C stops everything in order, a second one at once, and one press delivered twice counts once', async () => {
  const first = await startProcess(newDirectory());
  first.child.kill('SIGINT');
  first.child.kill('SIGINT');
  expect(await first.ended()).toBe(0);
  expect(first.output()).toMatch(/database system is shut down/);
  expect(alive(first.pids)).toEqual([]);

  const second = await startProcess(newDirectory());
  // PostgreSQL cannot answer the first signal while it is stopped.
  for (const pid of second.pids) process.kill(pid, 'SIGSTOP');
  second.child.kill('SIGINT');
  await until('the first press to be noticed', () => second.output().includes('stopping, the last started first'));
  // What comes within 700 ms of it counts as the same press.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  second.child.kill('SIGINT');
  expect(await second.ended()).toBe(130);
  await until('every process to end', () => alive(second.pids).length === 0);
});
