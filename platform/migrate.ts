import { runner } from 'node-pg-migrate';

/** Applies a service's plain SQL migrations, as the database's owner, each in its own transaction. Returns the names applied. */
export async function migrate({
  databaseUrl,
  directory,
}: {
  databaseUrl: string;
  directory: string;
}): Promise<string[]> {
  const applied = await runner({
    databaseUrl,
    dir: `${directory}/*.sql`,
    useGlob: true,
    direction: 'up',
    migrationsTable: 'schema_migration',
    singleTransaction: false,
    // Two services of one kind may start at once: the second waits for the first's advisory lock and finds nothing to do.
    log: () => {},
  });
  return applied.map((migration) => migration.name);
}
