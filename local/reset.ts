/** Deletes what this machine's instance has stored. Usage: node reset.js [--data-dir <directory>] */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDataDirectory } from './data-directory.ts';
import { lockHolder } from './lock.ts';
import { clusterHome } from './postgres/server.ts';

const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
const directory = openDataDirectory(values['data-dir']);

const holder = lockHolder(directory);
if (holder) {
  process.stderr.write(
    `Smarter Firms is running on ${directory.root} (process ${holder.pid}). Stop it with Ctrl-C first, then reset.\n`,
  );
  process.exit(1);
}

const inside = readdirSync(directory.root).map((name) => join(directory.root, name));
const doomed = [...new Set([...inside, clusterHome(directory)])].filter(existsSync);
process.stdout.write(`Deleting all data of this instance:\n${doomed.map((path) => `  ${path}\n`).join('')}`);
for (const path of doomed) rmSync(path, { recursive: true, force: true });
process.stdout.write('Done. The next start begins with empty databases.\n');
