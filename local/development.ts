import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './data-directory.ts';
import { bundleHandlers } from './lambda/bundle-handlers.ts';
import type { LambdaMapper } from './lambda/mapper.ts';
import type { StackLog } from './log.ts';
import type { ProcessRegister } from './supervise/process-register.ts';
import type { SupervisedService } from './supervise/service.ts';
import { signalGroup } from './supervise/strays.ts';

/** The compiler writes many files for one change; this much silence means that it is through. */
const settledAfterMs = 400;

const subgraphs = ['auth', 'accounts', 'clio', 'data', 'notifications'] as const;

/** What has to start again when the compiled files of a package change. `workers` stands for the Lambda functions. */
const runsFrom: Readonly<Record<string, readonly string[]>> = {
  platform: [...subgraphs, 'gateway', 'workers'],
  gateway: ['gateway'],
  simulators: ['clio-simulator'],
  workers: ['workers'],
  'subgraphs/auth': ['auth'],
  'subgraphs/accounts': ['accounts'],
  'subgraphs/clio': ['clio', 'workers'],
  'subgraphs/data': ['data', 'workers'],
  'subgraphs/notifications': ['notifications', 'workers'],
};

export interface Development {
  stop(): Promise<void>;
}

/**
 * Compiles while sources are edited and starts again exactly what a change touches. What a subgraph's change makes of the
 * schemas is generated, and the gateway goes over to the new supergraph by itself. Next.js looks after the web itself.
 */
export function watchSources({
  services,
  lambda,
  register,
  log,
}: {
  services: readonly SupervisedService[];
  lambda: LambdaMapper | undefined;
  register: ProcessRegister;
  log: StackLog;
}): Development {
  const compilerLog = log.service('compiler');
  const compiler = spawn(
    process.execPath,
    [join(repositoryRoot, 'node_modules/typescript/bin/tsc'), '-b', '-w', '--preserveWatchOutput'],
    { cwd: repositoryRoot, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  register.add(compiler, 'compiler', 'SIGTERM');
  compiler.stdout.on('data', compilerLog.write);
  compiler.stderr.on('data', compilerLog.write);

  const generatorLog = log.service('generator');
  let generator: ChildProcess | undefined;
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let applying = Promise.resolve();
  const watchers = Object.keys(runsFrom)
    .map((folder) => ({ folder, dist: join(repositoryRoot, folder, 'dist') }))
    .filter(({ dist }) => existsSync(dist))
    .map(({ folder, dist }) =>
      watch(dist, { recursive: true }, (_event, file) => {
        // Our own bundles lie in workers/dist too.
        if (!file?.endsWith('.js')) return;
        changed.add(folder);
        clearTimeout(timer);
        timer = setTimeout(() => {
          applying = applying.then(apply);
        }, settledAfterMs);
      }),
    );

  async function apply(): Promise<void> {
    const names = new Set([...changed].flatMap((folder) => runsFrom[folder] ?? []));
    log.say(`${[...changed].join(', ')} changed: starting ${[...names].join(', ')} again`);
    changed.clear();
    try {
      if (names.has('workers') && lambda) {
        await bundleHandlers();
        lambda.reload();
      }
      await Promise.all(services.filter(({ name }) => names.has(name)).map((service) => service.restart()));
      // After the start: what the gateway learns of is there.
      if (subgraphs.some((name) => names.has(name))) await generate();
    } catch (error) {
      log.say(error instanceof Error ? error.message : String(error), 'error');
    }
  }

  async function generate(): Promise<void> {
    generator = spawn(process.execPath, [join(repositoryRoot, 'local/dist/generate.js')], {
      cwd: repositoryRoot,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    register.add(generator, 'generator', 'SIGTERM');
    generator.stdout?.on('data', generatorLog.write);
    generator.stderr?.on('data', generatorLog.write);
    const [status] = await once(generator, 'exit');
    if (status !== 0) throw new Error('generating failed, so the supergraph is served as far as it was written');
  }

  return {
    async stop() {
      for (const watcher of watchers) watcher.close();
      clearTimeout(timer);
      if (generator?.pid && generator.exitCode === null) signalGroup(generator.pid, 'SIGKILL');
      await applying;
      if (compiler.pid && compiler.exitCode === null) {
        const exited = new Promise((resolve) => compiler.once('exit', resolve));
        signalGroup(compiler.pid, 'SIGKILL');
        await exited;
      }
    },
  };
}
