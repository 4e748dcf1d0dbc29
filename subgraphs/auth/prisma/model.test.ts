import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { columnsOfDatabase, columnsOfModels } from '@smarterfirms/platform/test-model';

test('the Prisma models and the migrations describe the same tables', async () => {
  await using database = await createTestDatabase({
    service: 'auth',
    migrations: join(import.meta.dirname, '../migrations'),
  });
  const models = columnsOfModels(readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8'));
  expect(models.length).toBeGreaterThan(40);
  expect(await columnsOfDatabase(database.ownerUrl)).toEqual(models);
});
