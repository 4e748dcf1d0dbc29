import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from './test-database.ts';

test('scratch databases are made side by side, migrated, used as the service role, and dropped', async () => {
  const migrations = await mkdtemp(join(tmpdir(), 'migrations-'));
  try {
    await writeFile(
      join(migrations, '0001_thing.sql'),
      'create table thing (id int primary key); grant select on thing to scratch_service;',
    );
    const databases = await Promise.all(
      [1, 2, 3].map(() => createTestDatabase({ service: 'scratch', migrations, roles: ['scratch_worker'] })),
    );
    const urls = databases.map((database) => database.serviceUrl);
    expect(new Set(urls).size).toBe(3);

    const run = async (url: string, statement: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(statement)).rows as unknown[];
      } finally {
        await client.end();
      }
    };
    const [database] = databases;
    if (!database) throw new Error('no database was made');
    expect(await run(database.serviceUrl, 'select current_user as role, (select count(*)::int from thing)')).toEqual([
      { role: 'scratch_service', count: 0 },
    ]);
    await expect(run(database.serviceUrl, 'insert into thing values (1)')).rejects.toThrow(/permission denied/);
    await expect(run(database.urlOf('scratch_worker'), 'select from thing')).rejects.toThrow(/permission denied/);

    await Promise.all(databases.map((each) => each[Symbol.asyncDispose]()));
    await expect(run(database.serviceUrl, 'select 1')).rejects.toThrow(/does not exist/);
  } finally {
    await rm(migrations, { recursive: true });
  }
});
