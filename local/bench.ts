/**
 * `npm run bench`: every benchmark of the repository, one after the other, each in a process of its own.
 * Usage: node bench.js [words in the path of a benchmark …]
 *
 * A benchmark is a file named `*.bench.ts`. It prints its own table, with ratios against a baseline of the same run; it
 * fails only when it cannot measure, never because a figure is low.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { repositoryRoot } from './data-directory.ts';

const words = process.argv.slice(2);
const compiledFiles = globSync('{platform,gateway,workers,simulators,local,subgraphs/*,tests}/dist/**/*.bench.js', {
  cwd: repositoryRoot,
}).sort();
const chosen = compiledFiles.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
if (chosen.length === 0) {
  process.stderr.write(`no benchmark fits; there are:\n${compiledFiles.join('\n')}\n`);
  process.exit(1);
}

const failed = chosen.filter((file) => {
  process.stdout.write(`\n# ${file.replace('/dist/', '/').replace(/\.js$/, '')}\n`);
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--expose-gc', file], {
    cwd: repositoryRoot,
    stdio: 'inherit',
  });
  return status !== 0;
});
for (const file of failed) process.stderr.write(`\nFAILED ${file}\n`);
process.exit(failed.length === 0 ? 0 : 1);
