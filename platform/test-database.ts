import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from './migrate.ts';

export interface TestDatabase {
  /** Connects as `<service>_owner`: owns the tables and runs migrations. Forced row level security binds it too. */
  ownerUrl: string;
  /** Connects as `<service>_service`: what the subgraph itself may do. */
  serviceUrl: string;
  /** Connects as one of the further roles. */
  urlOf(role: string): string;
  /** Drops the database, also when connections were left open. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Passwords of roles are of no worth on a server that holds scratch databases only. */
const password = 'scratch';
/** Serialises the creation of roles, which belong to the whole server, among test processes. */
const rolesLock = 748_206_113;

/**
 * A scratch database of one service on the server that TEST_POSTGRES_ADMIN_URL names, with the service's roles and all its
 * migrations: the same layout as in production, so that grants and row level security are what is tested.
 *
 * The server must be for tests only: roles that exist get a new password. Use it with `await using`.
 *
 * @param migrations the directory of the service's SQL migrations; without it the database stays empty.
 * @param roles further roles besides owner and service, such as `data_worker`.
 */
export async function createTestDatabase({
  service,
  migrations,
  roles = [],
}: {
  service: string;
  migrations?: string;
  roles?: readonly string[];
}): Promise<TestDatabase> {
  const adminUrl = testServer();
  const owner = `${service}_owner`;
  const members = [owner, `${service}_service`, ...roles];
  const name = `test_${service}_${randomBytes(6).toString('hex')}`;

  await withClient(adminUrl, async (admin) => {
    await createRoles(admin, members);
    await admin.query(`create database ${name} owner ${owner}`);
    await admin.query(`revoke all on database ${name} from public`);
    await admin.query(`grant connect on database ${name} to ${members.join(', ')}`);
  });
  await withClient(withParts(adminUrl, { database: name }), async (admin) => {
    await admin.query(`alter schema public owner to ${owner}`);
    await admin.query(`grant usage on schema public to ${members.join(', ')}`);
  });

  const urlOf = (role: string) => withParts(adminUrl, { database: name, role });
  const database: TestDatabase = {
    ownerUrl: urlOf(owner),
    serviceUrl: urlOf(`${service}_service`),
    urlOf,
    async [Symbol.asyncDispose]() {
      await withClient(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
  if (!migrations) return database;
  try {
    await migrate({ databaseUrl: database.ownerUrl, directory: migrations });
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
  return database;
}

function testServer(): string {
  const url = process.env['TEST_POSTGRES_ADMIN_URL'];
  if (url) return url;
  throw new Error(
    'TEST_POSTGRES_ADMIN_URL is not set: these tests need the superuser URL of a PostgreSQL server for scratch databases.',
  );
}

async function createRoles(admin: pg.Client, roles: readonly string[]): Promise<void> {
  await admin.query('begin');
  await admin.query('select pg_advisory_xact_lock($1)', [rolesLock]);
  for (const role of roles) {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
    await admin.query(
      `${rowCount ? 'alter' : 'create'} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}'`,
    );
  }
  await admin.query('commit');
}

function withParts(adminUrl: string, { database, role }: { database: string; role?: string }): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = password;
  }
  return url.href;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
