import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { inFirm } from '@smarterfirms/platform/postgres';
import { markDeleted } from '../sync/mark-deleted.ts';
import { recordStatements, startTestService } from '../test-service.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

const fields = 'freshness { entity asOf completedAt lastFullAt lastIncrementalAt lastReconciledAt records }';

test('every kind of records says how complete its copy is, and how many it shows', async () => {
  const firm = service.newFirm();
  const requestedAt = new Date('2026-03-10T10:00:00Z');
  await firm.sync('TASKS', [{ id: 1 }, { id: 2 }], { requestedAt });
  await firm.sync('MATTER_NOTES', [{ id: 1, type: 'Matter' }], { requestedAt });
  await firm.sync(
    'CONTACT_NOTES',
    [
      { id: 2, type: 'Contact' },
      { id: 3, type: 'Contact' },
    ],
    { requestedAt },
  );
  const gone = { firmId: firm.id, entity: 'TASKS', clioIds: ['1'], seenDeletedAt: new Date(), by: 'WEBHOOK' } as const;
  await markDeleted(service.workerPool, gone);

  const { data, errors } = await firm.askFirm(fields);
  expect(errors).toBeUndefined();
  const freshness: { entity: string; records: number }[] = data.freshness;
  expect(freshness.map(({ entity }) => entity)).toEqual([...syncEntityTypes]);
  const of = (entity: string) => freshness.find((each) => each.entity === entity);
  expect(of('TASKS')).toMatchObject({
    asOf: expect.any(String),
    completedAt: expect.any(String),
    lastFullAt: expect.any(String),
    lastIncrementalAt: null,
    lastReconciledAt: null,
    records: 1,
  });
  expect([of('MATTER_NOTES')?.records, of('CONTACT_NOTES')?.records]).toEqual([1, 2]);
  expect(of('DOCUMENTS')).toMatchObject({ asOf: null, completedAt: null, lastFullAt: null, records: 0 });
});

test('a few of the records that are withheld are named to whoever may decide about them, and to nobody else', async () => {
  const firm = service.newFirm();
  const requestedAt = new Date('2026-03-10T10:00:00Z');
  await firm.sync(
    'MATTERS',
    numbered(7, (id) => ({ id, display_number: `00${id}-Roe` })),
    { requestedAt },
  );
  await firm.sync('TASKS', [{ id: 1, name: 'Call', permission: 'private' }], { requestedAt });
  await inFirm(service.workerPool, firm.id, (connection) =>
    connection.query(
      `insert into withheld_absence select firm_id, 'MATTERS', clio_id, 'job' from matter
       union all select firm_id, 'TASKS', clio_id, 'job' from task`,
    ),
  );
  const examples = 'freshness { entity withheldExamples { clioId name } }';
  const { data } = await firm.askFirm(examples);
  const of = (entity: string) =>
    data.freshness.find((each: { entity: string }) => each.entity === entity).withheldExamples;
  expect(of('MATTERS')).toEqual(numbered(5, (id) => ({ clioId: String(id), name: `00${id}-Roe` })));
  expect(of('TASKS')).toEqual([{ clioId: '1', name: null }]);
  expect(of('CONTACTS')).toEqual([]);
  const some = await firm.askFirm(
    'freshness(entities: [TASKS, MATTERS, TASKS]) { entity withheldExamples { clioId } }',
  );
  expect(some.data.freshness).toEqual([
    { entity: 'MATTERS', withheldExamples: numbered(5, (id) => ({ clioId: String(id) })) },
    { entity: 'TASKS', withheldExamples: [{ clioId: '1' }] },
  ]);
  const refused = await firm.askFirm(examples, {}, firm.principal('attorney'));
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

const numbered = <Made>(count: number, make: (id: number) => Made) =>
  Array.from({ length: count }, (_, index) => make(index + 1));

test('freshness is one statement, and all counts together another; who may not see syncs sees none of it', async () => {
  const firm = service.newFirm();
  const statements = recordStatements(service.servicePool);
  await firm.askFirm(fields);
  expect(statements).toHaveLength(2);
  const refused = await firm.askFirm(fields, {}, firm.principal('owner', ['matters:read']));
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
