import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { run, StepError, step } from './step.mjs';

const modules = join(root, 'node_modules');
/** Inside node_modules, so that it goes when they go. */
const stamp = join(modules, '.smarter-firms-lock');

/** Installs the packages when there are none or package-lock.json has changed since. */
export async function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const fresh = !existsSync(modules);
  await step(
    fresh ? 'install the packages (a few minutes the first time)' : 'bring the packages up to date',
    async () => {
      try {
        await npmInstall();
      } catch (error) {
        // A tree that an interrupted install has left behind can be beyond repair; a clean one is not.
        if (fresh || !(error instanceof StepError)) throw error;
        process.stdout.write('  that failed; once more from scratch\n');
        rmSync(modules, { recursive: true, force: true });
        await npmInstall();
      }
    },
  );
  writeFileSync(stamp, lock);
}

/**
 * The versions of package-lock.json, without writing to it. `npm ci` would be the command, but it refuses a lock file that
 * misses an optional package of some other platform, which is what npm writes where the registry does not have it.
 *
 * Install scripts of packages are never run: nothing here needs one (PostgreSQL's symbolic links are made at start), they
 * would fetch engines that are not used, and npm 10 and 11 differ in which they allow.
 */
function npmInstall() {
  const settings = ['--no-save', '--ignore-scripts', '--include=optional', '--include=dev', '--no-audit', '--no-fund'];
  return run('npm', ['install', ...settings, '--loglevel=error', '--progress=true'], {
    show: true,
    // NODE_ENV=production in somebody's shell would leave out the compiler.
    env: { NODE_ENV: '' },
    advice: 'Is the network reachable, and npm in the PATH? Then run the command again; it goes on where it stopped.',
  });
}
