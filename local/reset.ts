/** Deletes what this machine's instance has stored. Usage: node reset.js [--data-dir <directory>] */
import { parseArgs } from 'node:util';
import { AlreadyRunningError } from './lock.ts';
import { removeData } from './remove-data.ts';

const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
try {
  removeData(values['data-dir'], (paths) => {
    process.stdout.write(`Deleting all data of this instance:\n${paths.map((path) => `  ${path}\n`).join('')}`);
  });
  process.stdout.write('Done. The next start begins with empty databases.\n');
} catch (error) {
  if (!(error instanceof AlreadyRunningError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
