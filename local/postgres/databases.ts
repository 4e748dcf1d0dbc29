import pg from 'pg';
import { type DatabaseName, databaseNames, databaseRoles, type RoleName, type Secrets } from '../secrets.ts';

/** The connection string of one role, or of the superuser, for a database. */
export function databaseUrl(
  port: number,
  database: DatabaseName,
  role: RoleName | 'postgres',
  { passwords }: Secrets,
): string {
  return `postgresql://${role}:${encodeURIComponent(passwords[role] ?? '')}@127.0.0.1:${port}/${database}`;
}

/**
 * A database and its roles for every service, made where missing.
 *
 * A role connects to its own database only. `_owner` owns the schema and runs migrations; what the others may do there is
 * granted by the migrations, and row level security binds them because they own nothing.
 */
export async function createDatabases(port: number, secrets: Secrets): Promise<void> {
  const password = secrets.passwords['postgres'] ?? '';
  await withClient({ port, password, database: 'postgres' }, async (client) => {
    const roles = await names(client, 'select rolname as name from pg_roles');
    const databases = await names(client, 'select datname as name from pg_database');
    for (const database of databaseNames) {
      const owner = `${database}_owner`;
      for (const role of databaseRoles[database]) {
        const verb = roles.has(role) ? 'alter' : 'create';
        // The password is set again each time: .local/secrets.json is what counts.
        await client.query(
          `${verb} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${pg.escapeLiteral(secrets.passwords[role] ?? '')}`,
        );
      }
      if (!databases.has(database)) await client.query(`create database ${database} owner ${owner}`);
      await client.query(`revoke all on database ${database} from public`);
      await client.query(`grant connect on database ${database} to ${databaseRoles[database].join(', ')}`);
    }
  });
  for (const database of databaseNames) {
    await withClient({ port, password, database }, async (client) => {
      await client.query(`alter schema public owner to ${database}_owner`);
      await client.query(`grant usage on schema public to ${databaseRoles[database].join(', ')}`);
    });
  }
}

async function withClient(
  { port, password, database }: { port: number; password: string; database: string },
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function names(client: pg.Client, query: string): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(query);
  return new Set(rows.map(({ name }) => name));
}
