import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../data-directory.ts';

/** One check of `npm test`: a program that ends with 0 when all is well. */
export interface CheckStep {
  name: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** What to do when it fails. */
  advice: string;
}

const bin = (path: string) => join(repositoryRoot, 'node_modules', path);
const jest = bin('jest/bin/jest.js');
/** Jest needs the flag for ES modules, which then warns about itself in every process. */
const esModules = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };

const fullTests = { ...esModules, FULL_TESTS: '1' };

/** What `npm test` runs, cheapest first. Each is run by this very Node; the compiler has run before, in local/boot.mjs. */
export const checkSteps: readonly CheckStep[] = [
  {
    name: 'format and lint',
    args: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
    advice: 'npx biome check --write . mends most of it',
  },
  {
    name: 'types of the web application',
    args: [bin('typescript/bin/tsc'), '--noEmit', '-p', 'web'],
    advice: 'mend the types named above',
  },
  {
    name: 'import rules',
    args: [join(repositoryRoot, 'local/dist/checks/check-imports.js')],
    advice: 'the rules stand in local/checks/import-rules.ts and ARCHITECTURE.md',
  },
  {
    name: 'unused exports and packages',
    args: [bin('knip/bin/knip.js'), '--no-progress'],
    advice: 'remove what nobody uses; entry points are listed in knip.json',
  },
  {
    name: 'generated files',
    args: [join(repositoryRoot, 'local/dist/generate.js'), '--check'],
    advice: 'npm run generate, and commit the result',
  },
  {
    name: 'unit tests',
    args: [jest, '--config', 'jest.config.js'],
    env: esModules,
    advice: 'one file alone: npm test -- --only "unit tests" -- <path>',
  },
  {
    name: 'whole system',
    args: [jest, '--config', 'tests/jest.config.js'],
    env: esModules,
    advice: 'one file alone: npm test -- --only "whole system" -- <path>; logs of the stack: tests/.local/log',
  },
].filter(isThere);

/** What `npm run test:full` runs on top: the files named `*.full.test.ts`. */
export const fullSteps: readonly CheckStep[] = [
  {
    name: 'long unit tests',
    args: [jest, '--config', 'jest.config.js', '--passWithNoTests'],
    env: fullTests,
    advice: 'one file alone: npm run test:full -- --only "long unit tests" -- <path>',
  },
  {
    name: 'long whole system',
    args: [jest, '--config', 'tests/jest.config.js', '--passWithNoTests'],
    env: fullTests,
    advice: 'one file alone: npm run test:full -- --only "long whole system" -- <path>',
  },
  {
    name: 'DynamoDB Local',
    args: [
      join(repositoryRoot, 'local/dist/checks/dynamodb-local.js'),
      '--config',
      'jest.config.js',
      '/subgraphs/clio/',
      '/workers/',
    ],
    env: esModules,
    advice: 'these pass on the emulator: DynamoDB itself behaves otherwise',
  },
].filter(isThere);

const pointsFile = join(repositoryRoot, '.cache', `fault-points-${process.pid}`);
const faults = { FAULT_POINTS_FILE: pointsFile };

/** What `npm run test:faults` runs: the fault suite of the sync engine, short and long, and the sum of what it tried. */
export const faultSteps: readonly CheckStep[] = [
  {
    name: 'faults',
    args: [jest, '--config', 'jest.config.js', '/workers/faults/'],
    env: { ...esModules, ...faults },
    advice: 'the seed is printed; FAULT_SEED gives another one',
  },
  {
    name: 'faults, long',
    args: [jest, '--config', 'jest.config.js', '--passWithNoTests', '/workers/faults/'],
    env: { ...fullTests, ...faults },
    advice: 'the seed is printed; FAULT_SEED gives another one',
  },
  {
    name: 'fault points',
    args: [join(repositoryRoot, 'local/dist/checks/count-fault-points.js'), pointsFile],
    advice: 'no test of the suite has noted what it tried',
  },
];

function isThere({ args }: CheckStep): boolean {
  return args.every((arg) => !arg.startsWith('tests/') || existsSync(join(repositoryRoot, arg)));
}
