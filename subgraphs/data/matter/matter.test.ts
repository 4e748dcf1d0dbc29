import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeCursor } from '@smarterfirms/platform/graph-connection';
import { newId } from '@smarterfirms/platform/ids';
import { recordStatements, startTestService, type TestFirm } from '../test-service.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
let firm: TestFirm;
beforeAll(async () => {
  service = await startTestService();
  firm = service.newFirm();
  await firm.sync('USERS', [
    { id: 1, name: 'Ada Attorney', email: 'ada@firm.test', enabled: true, subscription_type: 'Attorney', rate: 350.5 },
    { id: 2, name: 'Oscar Origin', enabled: false },
  ]);
  await firm.sync('CONTACTS', [
    { id: 10, type: 'Person', name: 'Zoë Ångström', first_name: 'Zoë', is_client: true },
    { id: 11, type: 'Company', name: '100% Cotton_Ltd' },
  ]);
  await firm.sync('MATTERS', [
    matter(100, { display_number: 'A-1', open_date: '2026-01-01', status: 'Open', description: 'Lease dispute' }),
    matter(101, { display_number: 'A-2', open_date: null, status: 'Closed', client: { id: 11 } }),
    matter(102, { display_number: 'A-3', open_date: '2026-01-01', status: 'Pending', responsible_attorney: { id: 2 } }),
    matter(103, { display_number: null, open_date: null, status: 'Archived' }),
    matter(104, { display_number: 'A-5', open_date: '2025-06-30', status: null, client: null }),
  ]);
  await firm.sync(
    'ACTIVITIES',
    [
      ...[1, 2, 3].map((day) => activity(200 + day, { date: `2026-02-0${day}` })),
      activity(210, {
        type: 'ExpenseEntry',
        quantity: 3,
        rounded_quantity_in_hours: 3,
        date: '2026-01-31',
        price: 2.5,
      }),
      activity(211, { type: 'FixedFee', date: null }),
      activity(220, { matter: { id: 101 }, user: { id: 2 } }),
    ].reverse(),
  );
});
afterAll(() => service[Symbol.asyncDispose]());

function matter(id: number, rest: object) {
  return {
    id,
    etag: `"${id}"`,
    updated_at: `2026-03-0${(id % 5) + 1}T10:00:00.123456-05:00`,
    client: { id: 10, name: 'Zoë Ångström' },
    responsible_attorney: { id: 1 },
    originating_attorney: { id: 2 },
    currency: { id: 1, code: 'USD' },
    ...rest,
  };
}

function activity(id: number, rest: object) {
  return {
    id,
    type: 'TimeEntry',
    quantity: 5400,
    rounded_quantity_in_hours: 1.5,
    price: 350,
    total: 525,
    currency: { id: 1, code: 'USD' },
    matter: { id: 100 },
    user: { id: 1 },
    ...rest,
  };
}

async function listed(variables: object): Promise<string[]> {
  const answer = await firm.askFirm(
    `matters(first: 100${'filter' in variables ? ', filter: $filter' : ''}${'orderBy' in variables ? ', orderBy: $orderBy' : ''}) { nodes { clioId } totalCount }`,
    variables,
  );
  expect(answer.errors).toBeUndefined();
  const clioIds = answer.data.matters.nodes.map((node: { clioId: string }) => node.clioId);
  expect(answer.data.matters.totalCount).toBe(clioIds.length);
  return clioIds;
}

test.each([
  ['DISPLAY_NUMBER', 'ASC', ['100', '101', '102', '104', '103']],
  ['DISPLAY_NUMBER', 'DESC', ['104', '102', '101', '100', '103']],
  ['OPEN_DATE', 'ASC', ['104', '100', '102', '101', '103']],
  ['OPEN_DATE', 'DESC', ['102', '100', '104', '103', '101']],
  ['UPDATED_AT', 'ASC', ['100', '101', '102', '103', '104']],
  ['UPDATED_AT', 'DESC', ['104', '103', '102', '101', '100']],
])('paging by %s %s visits every matter once, those without a value last', async (field, direction, expected) => {
  const orderBy = { field, direction };
  const visited: string[] = [];
  let after: string | null = null;
  let page: { nodes: { clioId: string }[]; pageInfo: Record<string, unknown> };
  do {
    const answer = await firm.askFirm(
      'matters(first: $first, after: $after, orderBy: $orderBy) { nodes { clioId } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }',
      { first: 1, after, orderBy },
    );
    expect(answer.errors).toBeUndefined();
    page = answer.data.matters;
    expect(page.pageInfo['hasPreviousPage']).toBe(after !== null);
    visited.push(...page.nodes.map((node) => node.clioId));
    after = page.pageInfo['endCursor'] as string;
  } while (page.pageInfo['hasNextPage']);
  expect(visited).toEqual(expected);
});

test.each([
  [{ query: 'lease' }, ['100']],
  [{ query: 'a-2' }, ['101']],
  [{ query: 'zoë' }, ['100', '102', '103']],
  [{ query: 'ZOË a-3' }, ['102']],
  [{ query: '0% cotton_' }, ['101']],
  [{ query: '%' }, ['101']],
  [{ query: '\\' }, []],
  [{ query: '  ' }, ['100', '101', '102', '103', '104']],
  [{ status: ['OPEN', 'PENDING'] }, ['100', '102']],
  [{ status: ['UNKNOWN'] }, ['103']],
  [{ status: [] }, []],
  [{ status: ['CLOSED'], query: 'lease' }, []],
])('filter %j lists %j', async (filter, expected) => {
  expect((await listed({ filter })).sort()).toEqual(expected);
});

test('matters can be narrowed to a responsible attorney, and an id of nobody finds none', async () => {
  const answer = await firm.askFirm('matters { nodes { clioId responsibleAttorney { id } } }');
  const ofSecond = answer.data.matters.nodes.find((node: { clioId: string }) => node.clioId === '102');
  expect(await listed({ filter: { responsibleAttorneyId: ofSecond.responsibleAttorney.id } })).toEqual(['102']);
  expect(await listed({ filter: { responsibleAttorneyId: newId('timekeeper') } })).toEqual([]);
  expect(await listed({ filter: { responsibleAttorneyId: 'nonsense' } })).toEqual([]);
});

test('a matter is shown with its people and its work, and what is not known is null', async () => {
  const id = (await firm.askFirm('matters(first: 1, filter: { query: "lease" }) { nodes { id } }')).data.matters
    .nodes[0].id;
  const answer = await firm.ask(
    `query ($id: ID!) { matter(id: $id) { clioId displayNumber description status openDate closeDate updatedAt
      client { clioId name firstName lastName isClient type }
      responsibleAttorney { name email enabled subscriptionType rate { amount currency } }
      originatingAttorney { name enabled rate { amount } }
      activities { totalCount nodes { clioId type date hours quantity price { amount currency } total { amount } timekeeper { name } matter { id } } } } }`,
    { id },
  );
  const time = (clioId: string, date: string) => ({
    clioId,
    type: 'TimeEntry',
    date,
    hours: '1.5',
    quantity: null,
    price: { amount: 35_000, currency: 'USD' },
    total: { amount: 52_500 },
    timekeeper: { name: 'Ada Attorney' },
    matter: { id },
  });
  expect(answer).toEqual({
    data: {
      matter: {
        clioId: '100',
        displayNumber: 'A-1',
        description: 'Lease dispute',
        status: 'OPEN',
        openDate: '2026-01-01',
        closeDate: null,
        updatedAt: '2026-03-01T15:00:00.123Z',
        client: {
          clioId: '10',
          name: 'Zoë Ångström',
          firstName: 'Zoë',
          lastName: null,
          isClient: true,
          type: 'Person',
        },
        responsibleAttorney: {
          name: 'Ada Attorney',
          email: 'ada@firm.test',
          enabled: true,
          subscriptionType: 'Attorney',
          rate: { amount: 35_050, currency: 'USD' },
        },
        originatingAttorney: { name: 'Oscar Origin', enabled: false, rate: null },
        activities: {
          totalCount: 5,
          nodes: [
            time('203', '2026-02-03'),
            time('202', '2026-02-02'),
            time('201', '2026-02-01'),
            {
              ...time('210', '2026-01-31'),
              type: 'ExpenseEntry',
              hours: null,
              quantity: 3,
              price: { amount: 250, currency: 'USD' },
            },
            { ...time('211', ''), type: 'FixedFee', date: null, hours: null, quantity: 5400 },
          ],
        },
      },
    },
  });
});

test("a page of a matter's activities goes on where the one before ended, through those without a date", async () => {
  const id = (await firm.askFirm('matters(first: 1, filter: { query: "lease" }) { nodes { id } }')).data.matters
    .nodes[0].id;
  const visited: string[] = [];
  let after: string | null = null;
  do {
    const {
      data,
    }: {
      data: {
        matter: { activities: { nodes: { clioId: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
      };
    } = await firm.ask(
      'query ($id: ID!, $after: String) { matter(id: $id) { activities(first: 2, after: $after) { nodes { clioId } pageInfo { hasNextPage endCursor } } } }',
      { id, after },
    );
    visited.push(...data.matter.activities.nodes.map((node) => node.clioId));
    after = data.matter.activities.pageInfo.hasNextPage ? data.matter.activities.pageInfo.endCursor : null;
  } while (after);
  expect(visited).toEqual(['203', '202', '201', '210', '211']);
});

test('a matter whose number is hidden is named by its Clio id, and an unheard-of status is told from a hidden one', async () => {
  const { data } = await firm.askFirm(
    'matters(orderBy: { field: UPDATED_AT, direction: DESC }, first: 2) { nodes { displayNumber status client { id } } }',
  );
  expect(data.matters.nodes).toMatchObject([
    { displayNumber: 'A-5', status: null, client: null },
    { displayNumber: '103', status: 'UNKNOWN' },
  ]);
});

test('each relation costs one statement, however many matters are listed', async () => {
  const statements = recordStatements(service.servicePool);
  const answer = await firm.askFirm(`matters(first: 100) { nodes {
    client { name } responsibleAttorney { name } originatingAttorney { name }
    activities(first: 3) { totalCount nodes { clioId timekeeper { name } matter { clioId } } } } }`);
  expect(answer.errors).toBeUndefined();
  expect(answer.data.matters.nodes).toHaveLength(5);
  const about = (table: string) =>
    statements.filter((text) => new RegExp(`from\\s+("public"\\.)?"?${table}\\b`, 'i').test(text));
  expect(about('contact')).toHaveLength(1);
  // Both attorneys of every matter together; those of the activities are known by then.
  expect(about('timekeeper')).toHaveLength(1);
  expect(about('activity')).toHaveLength(2);
  // The page, and the matters that activities lead back to.
  expect(about('matter')).toHaveLength(2);
  expect(statements).toHaveLength(6);
});

test('counting costs a statement only where it is asked for', async () => {
  const statements = recordStatements(service.servicePool);
  await firm.askFirm('matters { nodes { clioId } }');
  expect(statements).toHaveLength(1);
});

test.each([[0], [-1], [101], [1000]])('a page of %i is refused with the limit', async (first) => {
  const answer = await firm.askFirm('id matters(first: $first) { nodes { id } }', { first });
  expect(answer.errors).toMatchObject([
    { message: expect.stringContaining('between 1 and 100'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

const someId = newId('matter');
test.each([
  ['nonsense'],
  [encodeCursor(['A-1', someId])],
  [encodeCursor(['OPEN_DATE-ASC', '2026-01-01', someId])],
  [encodeCursor(['UPDATED_AT-DESC', 'yesterday', someId])],
  [encodeCursor(['UPDATED_AT-DESC', '2026-13-45T00:00:00.000000Z', someId])],
  [encodeCursor(['UPDATED_AT-DESC', '2026-02-30T10:00:00.000000Z', someId])],
  [encodeCursor(['UPDATED_AT-DESC', '+275760-09-13T00:00:00.000000Z', someId])],
  [encodeCursor(['UPDATED_AT-DESC', 5, someId])],
  [encodeCursor(['UPDATED_AT-DESC', null, 'mat_nonsense'])],
])('a cursor that is not of this list is refused: %s', async (after) => {
  const answer = await firm.askFirm('matters(first: $first, after: $after) { nodes { id } }', { first: 5, after });
  expect(answer.errors).toMatchObject([
    { message: expect.stringContaining('cursor'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('a search text that is too long, has too many words or holds a NUL is refused', async () => {
  for (const query of ['x'.repeat(201), 'x '.repeat(9), 'a\0b']) {
    const answer = await firm.askFirm('matters(filter: $filter) { nodes { id } }', { filter: { query } });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

test.each([[newId('matter')], [newId('contact')], ['mat_nonsense'], ['']])('no matter has the id %p', async (id) => {
  expect(await firm.ask('query ($id: ID!) { matter(id: $id) { id } }', { id })).toEqual({ data: { matter: null } });
});
