import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createPool } from '@smarterfirms/platform/postgres';
import { clioRecords } from '../clio/records.ts';
import { startTestService } from '../test-service.ts';

/** What a Prisma field's type is in PostgreSQL. A type that is not here makes the test fail. */
const scalarTypes: Record<string, string> = {
  'String @db.Uuid': 'uuid',
  'DateTime @db.Date': 'date',
  'DateTime @db.Timestamptz(6)': 'timestamp with time zone',
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Decimal: 'numeric',
  Json: 'jsonb',
};

interface Column {
  table: string;
  name: string;
  type: string | undefined;
  nullable: boolean;
}

function columnsOfModels(schema: string): Column[] {
  return [...schema.matchAll(/^model \w+ \{\n(.*?)^\}/gms)].flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    return [...body.matchAll(/^ {2}(\w+) +(\w+)(\?)?(.*)$/gm)].map(
      ([, field = '', scalar = '', optional, rest = '']) => {
        const native = /@db\.\w+(\(\d+\))?/.exec(rest)?.[0];
        return {
          table,
          name: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field,
          type: scalarTypes[native ? `${scalar} ${native}` : scalar],
          nullable: optional === '?',
        };
      },
    );
  });
}

const byName = (a: Column, b: Column) => `${a.table}.${a.name}`.localeCompare(`${b.table}.${b.name}`);

test('the Prisma models, the migrations and the columns that a page writes are the same', async () => {
  await using service = await startTestService();
  const owner = createPool(service.database.ownerUrl);
  const { rows } = await owner.query<Column>(
    `select table_name as "table", column_name as name, data_type as type, is_nullable = 'YES' as nullable
     from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migration'`,
  );
  await owner.end();
  const models = columnsOfModels(readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8'));
  expect(models.length).toBeGreaterThan(100);
  expect(rows.sort(byName)).toEqual(models.sort(byName));

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

test('row level security is on and forced for every table, and the service can only read', async () => {
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
  expect(rows).toHaveLength(8);
  for (const { walled, service, everybody } of rows) {
    expect({ walled, service, everybody }).toEqual({ walled: true, service: ['SELECT'], everybody: [] });
  }
});
