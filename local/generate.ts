/**
 * Writes the files that are generated and committed. With --check, ends with 1 when one of them was stale.
 * Usage: node generate.js [--check]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from './data-directory.ts';

interface Generator {
  /** A compiled program, by path below the repository. */
  program: string;
  args?: readonly string[];
  outputs: readonly string[];
}

const subgraphs = ['auth', 'accounts', 'clio', 'data', 'notifications'];

/** In this order: composing reads the schemas, and the operations of the web application read the supergraph. */
const generators: readonly Generator[] = [
  ...subgraphs.map((name) => ({
    program: `subgraphs/${name}/dist/emit-schema.js`,
    outputs: [`subgraphs/${name}/schema.graphql`],
  })),
  { program: 'gateway/dist/compose.js', outputs: ['gateway/supergraph.graphql'] },
];

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const stale: string[] = [];
for (const { program, args = [], outputs } of generators) {
  const before = outputs.map(content);
  execFileSync(process.execPath, [join(repositoryRoot, program), ...args], { cwd: repositoryRoot, stdio: 'inherit' });
  stale.push(...outputs.filter((output, index) => content(output) !== before[index]));
}
for (const output of stale) process.stdout.write(`${values.check ? 'was stale' : 'written'}: ${output}\n`);
if (stale.length === 0) process.stdout.write('every generated file is current\n');
process.exit(values.check && stale.length > 0 ? 1 : 0);

function content(path: string): string | undefined {
  const file = join(repositoryRoot, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
