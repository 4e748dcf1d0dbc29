import base from '../jest.config.js';

/** The whole system: one stack for all files, started once. */
export default {
  ...base,
  rootDir: '..',
  testMatch: base.testMatch.map((pattern) => pattern.replace(/\{.*\}/, 'tests')),
  globalSetup: '<rootDir>/tests/start-once.ts',
  globalTeardown: '<rootDir>/tests/stop-once.ts',
  testTimeout: 180_000,
  // One stack serves all files, and some of them break it: one at a time.
  maxWorkers: 1,
};
