import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/** A step failed for a reason that its message explains to the person at the terminal. */
export class StepError extends Error {}

/** Runs a step and prints one line with its duration. */
export async function step(title, work) {
  const since = Date.now();
  process.stdout.write(`- ${title} …\n`);
  await work();
  process.stdout.write(`  ${title}: done in ${((Date.now() - since) / 1000).toFixed(1)} s\n`);
}

/**
 * Runs a program. Its output is shown while it runs with `show`, else only when it fails.
 * Throws a StepError with the output and the advice when it fails.
 */
export function run(command, args, { cwd = root, env = {}, show = false, advice }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output = (output + chunk).slice(-20_000);
      });
    }
    const fail = (how) =>
      reject(
        new StepError(`${[output.trim(), `${command} ${args.join(' ')} ${how}.`, advice].filter(Boolean).join('\n')}`),
      );
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else fail(signal ? `was ended by ${signal}` : `ended with code ${code}`);
    });
  });
}
