import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { run, StepError, step } from './step.mjs';

/** Inside node_modules, so that it goes when they go. */
const stamp = join(root, 'node_modules/.smarter-firms-lock');

/** Installs the packages when there are none or package-lock.json has changed since. */
export async function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const fresh = !existsSync(join(root, 'node_modules'));
  await step(
    fresh ? 'install the packages (a few minutes the first time)' : 'bring the packages up to date',
    async () => {
      try {
        await npm(fresh ? 'ci' : 'install');
      } catch (error) {
        // A tree that an interrupted install has left behind can be beyond repair; a clean one is not.
        if (fresh || !(error instanceof StepError)) throw error;
        process.stdout.write('  that failed; once more from scratch\n');
        await npm('ci');
      }
    },
  );
  // `npm install` may have completed the lock file.
  writeFileSync(
    stamp,
    createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
  );
}

/**
 * Install scripts of packages are never run: nothing here needs one (PostgreSQL's symbolic links are made at start), they
 * would fetch engines that are not used, and npm 10 and 11 differ in which they allow.
 */
function npm(command) {
  return run(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [command, '--no-audit', '--no-fund', '--ignore-scripts', '--include=optional', '--include=dev'],
    {
      show: true,
      // NODE_ENV=production in somebody's shell would leave out the compiler.
      env: { NODE_ENV: '' },
      advice: 'Is the network reachable, and npm in the PATH? Then run the command again; it goes on where it stopped.',
    },
  );
}
