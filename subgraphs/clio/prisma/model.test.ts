import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { columnsOfDatabase, columnsOfModels, tablesWithoutWall } from '@smarterfirms/platform/test-model';

test('the Prisma models are what the migrations make, and every table has its wall', async () => {
  await using database = await createTestDatabase({
    service: 'clio',
    migrations: join(import.meta.dirname, '../migrations'),
  });
  const models = columnsOfModels(readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8'));
  expect(models.length).toBeGreaterThan(10);
  expect(models).toEqual(await columnsOfDatabase(database.ownerUrl));
  expect(await tablesWithoutWall(database.ownerUrl)).toEqual([]);
});
