import { join } from 'node:path';
import pg from 'pg';
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
  const adminUrl = stack.superuser.auth.replace(/\/auth$/, '/postgres');
  await configure(adminUrl);
  process.env['TEST_POSTGRES_ADMIN_URL'] = adminUrl;
  globalThis.stopTestPostgres = () => stack.stop();
}

const settings = {
  // Nothing here outlives the tests, so nothing waits for the disk: dropping a scratch database writes a checkpoint, which on a
  // busy machine takes longer than a test has. What a crash of the server does is tested on servers of their own.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // Dropping a database waits for every connection, and for one that a process put to sleep left half authenticated too.
  authentication_timeout: '10s',
};

async function configure(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    for (const [name, value] of Object.entries(settings)) await admin.query(`alter system set ${name} = '${value}'`);
    await admin.query('select pg_reload_conf()');
  } finally {
    await admin.end();
  }
}
