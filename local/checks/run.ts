/**
 * Runs every check and prints a summary; ends with 1 when one failed.
 * Usage: node run.js [--full | --faults] [--only <name of a step>] [-- <arguments for it>]
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../data-directory.ts';
import { type CheckStep, checkSteps, faultSteps, fullSteps } from './steps.ts';

interface Result {
  name: string;
  passed: boolean;
  seconds: number;
}

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, full: { type: 'boolean' }, faults: { type: 'boolean' } },
  allowPositionals: true,
});
const steps = values.faults ? faultSteps : values.full ? [...checkSteps, ...fullSteps] : checkSteps;
const chosen = steps.filter(({ name }) => !values.only || name === values.only);
if (chosen.length === 0) {
  process.stderr.write(`no check is called "${values.only}"; there are ${steps.map(({ name }) => name).join(', ')}\n`);
  process.exit(1);
}

const results: Result[] = [];
for (const [index, step] of chosen.entries()) {
  process.stdout.write(`\n[${index + 1}/${chosen.length}] ${step.name}\n`);
  const since = Date.now();
  const passed = await passes(step);
  results.push({ name: step.name, passed, seconds: (Date.now() - since) / 1000 });
  if (!passed) process.stdout.write(`${step.name} failed: ${step.advice}\n`);
}

process.stdout.write('\n');
for (const { name, passed, seconds } of results) {
  process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)\n`);
}
const failed = results.filter(({ passed }) => !passed).length;
process.stdout.write(`\n${results.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function passes({ args, env = {} }: CheckStep): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args, ...positionals], {
      cwd: repositoryRoot,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}
