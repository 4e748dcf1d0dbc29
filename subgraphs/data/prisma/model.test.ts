import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createPool } from '@smarterfirms/platform/postgres';
import { columnsOfDatabase, columnsOfModels } from '@smarterfirms/platform/test-model';
import { clioRecords } from '../clio/records.ts';
import { startTestService } from '../test-service.ts';

test('the Prisma models, the migrations and the columns that a page writes are the same', async () => {
  await using service = await startTestService();
  const rows = await columnsOfDatabase(service.database.ownerUrl);
  const models = columnsOfModels(readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8'));
  expect(models.length).toBeGreaterThan(100);
  expect(rows).toEqual(models);

  for (const { table, columns } of Object.values(clioRecords)) {
    const typeOf = new Map(rows.filter((row) => row.table === table).map((row) => [row.name, row.type]));
    for (const [name, [type]] of Object.entries(columns)) {
      expect([table, name, typeOf.get(name)]).toEqual([
        table,
        name,
        type === 'timestamptz' ? 'timestamp with time zone' : type,
      ]);
    }
  }
});

test('row level security is on and forced for every table, and the service can only read, but note what people ask for', async () => {
  await using service = await startTestService();
  const owner = createPool(service.database.ownerUrl);
  const { rows } = await owner.query(
    `select relname, relrowsecurity and relforcerowsecurity as walled,
       array(select privilege_type::text from information_schema.role_table_grants
             where table_name = relname and grantee = 'data_service') as service,
       array(select privilege_type::text from information_schema.role_table_grants
             where table_name = relname and grantee = 'PUBLIC') as everybody
     from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migration'`,
  );
  await owner.end();
  expect(rows).toHaveLength(32);
  for (const { relname, walled, service, everybody } of rows) {
    const allowed = relname === 'document_content' ? ['INSERT', 'SELECT', 'UPDATE'] : ['SELECT'];
    expect({ relname, walled, service: service.toSorted(), everybody }).toEqual({
      relname,
      walled: true,
      service: allowed,
      everybody: [],
    });
  }
});
