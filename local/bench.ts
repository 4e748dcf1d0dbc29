/**
 * `npm run bench`: every benchmark of the repository, one after the other, each in a process of its own.
 * Usage: node bench.js [words in the path of a benchmark …]
 *
 * A benchmark is a file named `*.bench.ts`. It prints its own table, with ratios against a baseline of the same run; it
 * fails only when it cannot measure, never because a figure is low.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './data-directory.ts';
import { removeData } from './remove-data.ts';
import { startStack } from './stack.ts';

const words = process.argv.slice(2);
const compiledFiles = globSync('{platform,gateway,workers,simulators,local,subgraphs/*,tests}/dist/**/*.bench.js', {
  cwd: repositoryRoot,
}).sort();
const chosen = compiledFiles.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
if (chosen.length === 0) {
  process.stderr.write(`no benchmark fits; there are:\n${compiledFiles.join('\n')}\n`);
  process.exit(1);
}

// A server of its own for scratch databases, as the unit tests have one.
const dataDir = join(repositoryRoot, '.cache/benchmarks');
removeData(dataDir, () => {});
const stack = await startStack({ dataDir, ports: 'random', only: ['postgres'], log: false });
const env = { ...process.env, TEST_POSTGRES_ADMIN_URL: stack.superuser.auth.replace(/\/auth$/, '/postgres') };

const failed: string[] = [];
for (const file of chosen) {
  process.stdout.write(`\n# ${file.replace('/dist/', '/').replace(/\.js$/, '')}\n`);
  const child = spawn(process.execPath, ['--enable-source-maps', '--expose-gc', file], {
    cwd: repositoryRoot,
    env,
    stdio: 'inherit',
  });
  const [status] = await once(child, 'exit');
  if (status !== 0) failed.push(file);
}
await stack.stop();
for (const file of failed) process.stderr.write(`\nFAILED ${file}\n`);
process.exit(failed.length === 0 ? 0 : 1);
