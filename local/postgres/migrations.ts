import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@smarterfirms/platform/migrate';
import { repositoryRoot } from '../data-directory.ts';
import type { StackLog } from '../log.ts';
import { databaseNames, type Secrets } from '../secrets.ts';
import { NotRepeatableError } from '../supervise/service.ts';
import { databaseUrl } from './databases.ts';

/** Brings every service's database to its newest migration. Throws with the service's name when one fails. */
export async function runMigrations(port: number, secrets: Secrets, log: StackLog): Promise<void> {
  for (const name of databaseNames) {
    const directory = join(repositoryRoot, 'subgraphs', name, 'migrations');
    if (!existsSync(directory)) continue;
    const url = databaseUrl(port, name, `${name}_owner`, secrets);
    try {
      const applied = await migrate({ databaseUrl: url, directory });
      if (applied.length > 0) log.say(`migrated ${name}: ${applied.join(', ')}`);
    } catch (error) {
      throw new NotRepeatableError(
        `a migration of ${name} failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
