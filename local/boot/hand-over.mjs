import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from './root.mjs';
import { StepError } from './step.mjs';

/** Commands that another file does. */
const commands = {
  dev: ['start', '--dev'],
  test: ['checks/run'],
  'test:full': ['checks/run', '--full'],
  'test:faults': ['checks/run', '--faults'],
};

/** Runs the command under Node 24 and resolves with its exit code. Signals are passed on; it decides when to end. */
export function handOver(node, command, args) {
  const [file, ...first] = commands[command] ?? [command];
  const entry = join(root, 'local/dist', `${file}.js`);
  if (!existsSync(entry)) {
    throw new StepError(
      `"${command}" is no command. There are start, test, test:full, test:faults, bench, dev, reset, build, and generate.`,
    );
  }
  const child = spawn(node, ['--enable-source-maps', entry, ...first, ...args], {
    cwd: process.cwd(),
    // Whatever it starts by the name `node` is the same Node.
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
    // The channel carries nothing: its end tells the command that we are gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 130 : 1)));
  });
}
