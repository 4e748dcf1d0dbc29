import { join } from 'node:path';
import { repositoryRoot } from '../data-directory.ts';
import { removeData } from '../remove-data.ts';
import { startStack } from '../stack.ts';

declare global {
  /** Stops the server; set by the global setup for the global teardown, which run in one process. */
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

/** One PostgreSQL server for all unit tests, empty at the start; each test makes scratch databases of its own on it. */
export default async function startPostgresOnce(): Promise<void> {
  const dataDir = join(repositoryRoot, '.cache/unit-tests');
  removeData(dataDir, () => {});
  const stack = await startStack({ dataDir, ports: 'random', only: ['postgres'], log: false });
  process.env['TEST_POSTGRES_ADMIN_URL'] = stack.superuser.auth.replace(/\/auth$/, '/postgres');
  globalThis.stopTestPostgres = () => stack.stop();
}
