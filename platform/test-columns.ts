import pg from 'pg';

/** A column as far as a Prisma model and a migration can disagree about it. */
export interface Column {
  table: string;
  name: string;
  /** PostgreSQL's name; undefined for a Prisma type that is not in the list below. */
  type: string | undefined;
  nullable: boolean;
}

const scalarTypes: Record<string, string> = {
  String: 'text',
  'String @db.Uuid': 'uuid',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Decimal: 'numeric',
  Json: 'jsonb',
  DateTime: 'timestamp without time zone',
  'DateTime @db.Date': 'date',
  'DateTime @db.Timestamptz': 'timestamp with time zone',
};

/** The columns that a Prisma schema expects, sorted. Relations are none. */
export function columnsOfModels(schema: string): Column[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)];
  const names = new Set(models.map(([, name]) => name));
  const columns = models.flatMap(([, name = '', body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
    return [...body.matchAll(/^ {2}(\w+) +(\w+)(\?|\[\])?(.*)$/gm)]
      .filter(([, , type]) => !names.has(type))
      .map(([, field = '', scalar = '', mark, rest = '']) => {
        const native = /@db\.\w+/.exec(rest)?.[0];
        return {
          table,
          name: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field,
          type: scalarTypes[native ? `${scalar} ${native}` : scalar],
          nullable: mark === '?',
        };
      });
  });
  return columns.sort(byName);
}

/** The columns that the migrations made, sorted; without the runner's own table. */
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

function byName(a: Column, b: Column): number {
  return `${a.table}.${a.name}`.localeCompare(`${b.table}.${b.name}`);
}
