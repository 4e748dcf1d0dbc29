import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '@smarterfirms/platform/access';
import { encodeUuid, newId } from '@smarterfirms/platform/ids';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import type { Principal } from '@smarterfirms/platform/principal';
import { clioRecords } from './clio/records.ts';
import { differingIds } from './sync/sweep.ts';
import { startTestService, type TestFirm } from './test-service.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
let mine: TestFirm;
let theirs: TestFirm;
beforeAll(async () => {
  service = await startTestService();
  mine = service.newFirm();
  theirs = service.newFirm();
  for (const [firm, name] of [
    [mine, 'mine'],
    [theirs, 'theirs'],
  ] as const) {
    // The same ids on both sides: Clio's regions number on their own.
    for (const entity of syncEntityTypes) {
      await firm.sync(entity, [{ id: 1, ...records[entity], ...named(name) }]);
    }
    const seen = [{ clioId: '1', etag: null }];
    await differingIds(service.workerPool, { firmId: firm.id, entity: 'USERS', sweepStart: new Date(), seen });
    await inFirm(service.workerPool, firm.id, (connection) =>
      connection.query(`insert into withheld_absence values ($1, 'USERS', '1', 'job')`, [firm.id]),
    );
  }
});
afterAll(() => service[Symbol.asyncDispose]());

/** What a record needs beside its name, where it leads to others or is told apart by it. */
const records: Partial<Record<SyncEntityType, object>> = {
  USERS: { rate: 100 },
  CONTACTS: { is_client: true },
  MATTERS: { client: { id: 1 }, responsible_attorney: { id: 1 }, currency: { code: 'USD' } },
  ACTIVITIES: { type: 'TimeEntry', user: { id: 1 }, matter: { id: 1 } },
  BILLS: { kind: 'revenue_kind', state: 'paid' },
  MATTER_NOTES: { type: 'Matter' },
  CONTACT_NOTES: { id: 2, type: 'Contact' },
};
const named = (name: string) => ({
  name,
  display_number: name,
  number: name,
  note: name,
  subject: name,
  summary: name,
});

const tables = [
  ...new Set(Object.values(clioRecords).map(({ table }) => table)),
  'sync_checkpoint',
  'entity_freshness',
  'sync_sighting',
  'withheld_absence',
];
const kinds = {
  Timekeeper: { kind: 'timekeeper', table: 'timekeeper', field: 'name' },
  Contact: { kind: 'contact', table: 'contact', field: 'name' },
  Matter: { kind: 'matter', table: 'matter', field: 'displayNumber' },
  Activity: { kind: 'activity', table: 'activity', field: 'note' },
  Bill: { kind: 'bill', table: 'bill', field: 'number' },
  Task: { kind: 'task', table: 'task', field: 'name' },
  Document: { kind: 'document', table: 'document', field: 'name' },
  Note: { kind: 'note', table: 'note', field: 'subject' },
  BankAccount: { kind: 'bankAccount', table: 'bank_account', field: 'name' },
} as const;

async function idOf(firm: TestFirm, type: keyof typeof kinds): Promise<string> {
  const { kind, table } = kinds[type];
  const [row] = await inFirm(service.workerPool, firm.id, async (connection) => {
    return (await connection.query<{ id: string }>(`select id from ${table} where firm_id = $1`, [firm.id])).rows;
  });
  return encodeUuid(kind, row?.id ?? '');
}

function entity(type: keyof typeof kinds, id: string, principal: Principal | undefined) {
  const query = `query ($of: _Any!) { _entities(representations: [$of]) { ... on ${type} { id ${kinds[type].field} } } }`;
  return service.ask(principal, query, { of: { __typename: type, id } });
}

test.each(Object.keys(kinds) as (keyof typeof kinds)[])('a %s of another firm looks like none', async (type) => {
  const [own, foreign] = await Promise.all([idOf(mine, type), idOf(theirs, type)]);
  expect((await entity(type, own, mine.principal())).data).toEqual({
    _entities: [{ id: own, [kinds[type].field]: 'mine' }],
  });
  const answers = [
    await entity(type, foreign, mine.principal()),
    await entity(type, newId(kinds[type].kind), mine.principal()),
    await entity(type, 'nonsense', mine.principal()),
  ];
  for (const answer of answers) expect(answer).toEqual({ data: { _entities: [null] } });
});

test('matter(id) of another firm is null, and what hangs on a matter is of its firm only', async () => {
  const query = `query ($id: ID!) { matter(id: $id) { displayNumber client { name } responsibleAttorney { name }
    activities { totalCount nodes { note timekeeper { name } matter { displayNumber } } } } }`;
  expect(await mine.ask(query, { id: await idOf(theirs, 'Matter') })).toEqual({ data: { matter: null } });
  expect((await mine.ask(query, { id: await idOf(mine, 'Matter') })).data.matter).toEqual({
    displayNumber: 'mine',
    client: { name: 'mine' },
    responsibleAttorney: { name: 'mine' },
    activities: {
      totalCount: 1,
      nodes: [{ note: 'mine', timekeeper: { name: 'mine' }, matter: { displayNumber: 'mine' } }],
    },
  });
});

test("lists and counts hold one's own matters, also when narrowed to another firm's attorney", async () => {
  const list = 'matters { totalCount nodes { displayNumber } }';
  expect((await mine.askFirm(list)).data.matters).toEqual({ totalCount: 1, nodes: [{ displayNumber: 'mine' }] });
  const filter = { responsibleAttorneyId: await idOf(theirs, 'Timekeeper') };
  const narrowed = await mine.askFirm('matters(filter: $filter) { totalCount nodes { displayNumber } }', { filter });
  expect(narrowed.data.matters).toEqual({ totalCount: 0, nodes: [] });
});

test('another firm as an entity is null, whatever is asked of it', async () => {
  const answer = await theirs.askFirm('id matters { totalCount } metrics { month }', {}, mine.principal());
  expect(answer).toEqual({ data: null });
});

test('without a firm, as a service and anonymously nothing is reached', async () => {
  const { firmId: _, ...homeless } = mine.principal() as Principal & { kind: 'user' };
  const id = await idOf(mine, 'Matter');
  const query = 'query ($id: ID!) { matter(id: $id) { id } }';
  expect((await service.ask(homeless, query, { id })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await service.ask(undefined, query, { id })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect((await entity('Matter', id, undefined)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('a call without a service token is refused, entities included', async () => {
  for (const query of ['{ __typename }', '{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
    const response = await fetch(service.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(401);
  }
});

const roles = (): [string, Pool][] => [
  ['data_service', service.servicePool],
  ['data_worker', service.workerPool],
];

test('in SQL both roles see the rows of the firm that the transaction names, and none without one', async () => {
  for (const [role, pool] of roles()) {
    for (const table of tables) {
      const own = await inFirm(pool, mine.id, (connection) => connection.query(`select firm_id from ${table}`));
      expect([role, table, own.rows.length > 0]).toEqual([role, table, true]);
      expect(own.rows.every((row) => row.firm_id === mine.id)).toBe(true);
      expect((await pool.query(`select from ${table}`)).rowCount).toBe(0);
    }
  }
});

test('a worker can neither write into another firm nor move a row there', async () => {
  const insert = "insert into contact (firm_id, clio_id, requested_at, raw) values ($1, '9', now(), '{}')";
  await expect(inFirm(service.workerPool, mine.id, (c) => c.query(insert, [theirs.id]))).rejects.toThrow(/row-level/);
  await expect(
    inFirm(service.workerPool, mine.id, (c) => c.query('update contact set firm_id = $1', [theirs.id])),
  ).rejects.toThrow(/row-level/);
  const deleted = await inFirm(service.workerPool, mine.id, (c) =>
    c.query('delete from contact where firm_id = $1', [theirs.id]),
  );
  expect(deleted.rowCount).toBe(0);
});

test('the service cannot write at all, and neither role can change a table', async () => {
  for (const table of tables) {
    const write = inFirm(service.servicePool, mine.id, (c) => c.query(`delete from ${table}`));
    await expect(write).rejects.toThrow(/permission denied/);
  }
  for (const [, pool] of roles()) {
    await expect(pool.query('alter table matter disable row level security')).rejects.toThrow(/must be owner/);
    await expect(pool.query('truncate matter')).rejects.toThrow(/permission denied/);
    await expect(pool.query('select * from schema_migration')).rejects.toThrow(/permission denied/);
  }
});

test.each<[Role]>([['staff'], ['read-only']])('%s reads matters, and is refused the numbers alone', async (role) => {
  const answer = await mine.askFirm('matters { totalCount } metrics { month }', {}, mine.principal(role));
  expect(answer.data).toEqual({ matters: { totalCount: 1 }, metrics: null });
  expect(answer.errors).toMatchObject([{ path: ['_entities', 0, 'metrics'], extensions: { code: 'FORBIDDEN' } }]);
});

test('who may not read bills is refused the numbers of bills alone', async () => {
  const principal = mine.principal('partner', ['firm:read', 'metrics:read']);
  const answer = await mine.askFirm(
    'metrics { hoursWorked { name } billed { name } collected { name } }',
    {},
    principal,
  );
  expect(answer.data).toEqual({ metrics: { hoursWorked: { name: 'Hours worked' }, billed: null, collected: null } });
  expect(answer.errors?.map((error) => [error.path?.at(-1), error.extensions.code])).toEqual([
    ['billed', 'FORBIDDEN'],
    ['collected', 'FORBIDDEN'],
  ]);
});

test('each type asks for its own permission', async () => {
  const query = '{ _entities(representations: [{ __typename: "TYPE", id: "x" }]) { __typename } }';
  for (const type of Object.keys(kinds)) {
    const answer = await service.ask(mine.principal('owner', []), query.replace('TYPE', type));
    expect([type, answer.errors?.[0]?.extensions.code]).toEqual([type, 'FORBIDDEN']);
  }
  const staff = await mine.askFirm(
    'matters { nodes { responsibleAttorney { name rate { amount } } } }',
    {},
    mine.principal('staff'),
  );
  expect(staff.data.matters.nodes[0].responsibleAttorney).toEqual({ name: 'mine', rate: null });
  expect(staff.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
