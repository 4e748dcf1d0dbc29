import pg from 'pg';

export interface Column {
  table: string;
  name: string;
  /** PostgreSQL's name of the type; undefined for a Prisma type that the table below does not know. */
  type: string | undefined;
  nullable: boolean;
}

/** What a Prisma field's type is in PostgreSQL. */
const scalarTypes: Readonly<Record<string, string>> = {
  'String @db.Uuid': 'uuid',
  'DateTime @db.Date': 'date',
  DateTime: 'timestamp without time zone',
  'DateTime @db.Timestamptz': 'timestamp with time zone',
  'DateTime @db.Timestamptz(3)': 'timestamp with time zone',
  'DateTime @db.Timestamptz(6)': 'timestamp with time zone',
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Decimal: 'numeric',
  Json: 'jsonb',
  Bytes: 'bytea',
};

/** The columns that a Prisma schema says there are, by table and name. Relations are no columns. */
export function columnsOfModels(schema: string): Column[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)];
  const names = new Set(models.map(([, name]) => name));
  const columns = models.flatMap(([, , body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    const fields = [...body.matchAll(/^ {2}(\w+) +(\w+)(\[\]|\?)?(.*)$/gm)];
    return fields
      .filter(([, , type]) => !names.has(type))
      .map(([, field = '', scalar = '', suffix, rest = '']) => {
        const native = /@db\.\w+(\(\d+\))?/.exec(rest)?.[0];
        return {
          table,
          name: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field,
          type: suffix === '[]' ? 'ARRAY' : scalarTypes[native ? `${scalar} ${native}` : scalar],
          nullable: suffix === '?',
        };
      });
  });
  return columns.sort(byName);
}

/** The columns that a migrated database has, by table and name. */
export async function columnsOfDatabase(ownerUrl: string): Promise<Column[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Column>(
      `select table_name as "table", column_name as name, data_type as type, is_nullable = 'YES' as nullable
       from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migration'`,
    );
    return rows.sort(byName);
  } finally {
    await client.end();
  }
}

/** The tables on which row level security is not on and forced, by name. */
export async function tablesWithoutWall(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migration'
         and not (relrowsecurity and relforcerowsecurity)
       order by relname`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function byName(a: Column, b: Column): number {
  return `${a.table}.${a.name}` < `${b.table}.${b.name}` ? -1 : 1;
}
