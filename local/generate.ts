/**
 * Writes the files that are generated and committed. With --check, ends with 1 when one of them was stale.
 * Usage: node generate.js [--check]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from './data-directory.ts';

interface Generator {
  /** A program for Node, by path below the repository. */
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
  {
    program: 'gateway/dist/compose.js',
    outputs: ['gateway/supergraph.graphql', 'gateway/api.graphql', 'gateway/public.graphql', 'docs/api/reference.md'],
  },
  {
    program: 'gateway/dist/persist-operations.js',
    outputs: ['web/persisted-operations.json', 'web/graph/operation-ids.json'],
  },
  {
    program: 'node_modules/@graphql-codegen/cli/esm/bin.js',
    args: ['--config', 'codegen.yml'],
    // Not committed: local/boot.mjs makes them where they are missing.
    outputs: [],
  },
];

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const stale: string[] = [];
for (const { program, args = [], outputs } of generators) {
  const before = outputs.map(content);
  const { status } = spawnSync(process.execPath, [join(repositoryRoot, program), ...args], {
    cwd: repositoryRoot,
    stdio: 'inherit',
  });
  if (status !== 0) {
    process.stderr.write(`${program} failed; its reason stands above\n`);
    process.exit(1);
  }
  stale.push(...outputs.filter((output, index) => content(output) !== before[index]));
}
for (const output of stale) process.stdout.write(`${values.check ? 'was stale' : 'written'}: ${output}\n`);
if (stale.length === 0) process.stdout.write('every generated file is current\n');
process.exit(values.check && stale.length > 0 ? 1 : 0);

function content(path: string): string | undefined {
  const file = join(repositoryRoot, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
