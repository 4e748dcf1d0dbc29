/** A file named `*.full.test.ts` takes too long for every change: `npm run test:full` runs those, `npm test` the others. */
const full = process.env.FULL_TESTS === '1';
const ending = full ? 'full.test.ts' : 'test.ts';

/** Unit tests of every workspace; the whole system is tested by tests/, which starts it first. */
export default {
  testMatch: [`<rootDir>/{platform,gateway,workers,simulators,local,subgraphs,web}/**/*.${ending}`],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.next/', ...(full ? [] : ['\\.full\\.test\\.ts$'])],
  modulePathIgnorePatterns: ['/dist/', '/.next/', '/.local/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true, tsx: false },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/local/checks/postgres-once.ts',
  globalTeardown: '<rootDir>/local/checks/postgres-off.ts',
  testEnvironment: 'node',
  // One more than the processors of a small machine: many tests wait for a clock, a lease or a process that starts.
  maxWorkers: 3,
  // Tests start real services and databases. This ends one that hangs; how fast something is, the benchmarks say.
  testTimeout: 120_000,
};
