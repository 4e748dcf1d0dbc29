import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordStatements, startTestService, type TestFirm } from '../test-service.ts';
import { everyList, firmWithEverything } from './test-every-list.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
let firm: TestFirm;
beforeAll(async () => {
  service = await startTestService();
  firm = await firmWithEverything(service);
  await firmWithEverything(service);
});
afterAll(() => service[Symbol.asyncDispose]());

test.each(Object.entries(everyList))(
  '%s shows what is known, of this firm, that Clio still has',
  async (name, list) => {
    const answer = await firm.askFirm(`${name} { totalCount nodes { clioId updated: __typename ${list.node} } }`);
    expect(answer.errors).toBeUndefined();
    const { nodes, totalCount } = answer.data[name];
    expect(nodes).toHaveLength(totalCount);
    expect(nodes.map(({ clioId }: { clioId: string }) => clioId)).not.toContain('5002');
    expect(nodes.map(({ clioId }: { clioId: string }) => clioId)).not.toContain('12');
    expect(nodes).toContainEqual(expect.objectContaining(list.shown));
  },
);

test.each(
  Object.entries(everyList).flatMap(([name, { orders }]) =>
    orders.flatMap((order) => ['ASC', 'DESC'].map((direction) => [name, order, direction] as const)),
  ),
)('paging through %s by %s %s visits every node once', async (name, field, direction) => {
  const visited: string[] = [];
  let after = '';
  for (let pages = 0; pages < 10; pages++) {
    const given = `first: 1, orderBy: { field: ${field}, direction: ${direction} }${after && `, after: "${after}"`}`;
    const answer = await firm.askFirm(
      `${name}(${given}) { totalCount nodes { clioId } pageInfo { hasNextPage endCursor } }`,
    );
    expect(answer.errors).toBeUndefined();
    const page = answer.data[name];
    visited.push(...page.nodes.map(({ clioId }: { clioId: string }) => clioId));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) {
      expect(new Set(visited).size).toBe(page.totalCount);
      break;
    }
  }
  expect(visited.length).toBe(new Set(visited).size);
});

test('the lists of many matters cost one statement each, their counts another, and only what is asked for', async () => {
  const owned = ['tasks', 'calendarEntries', 'notes', 'communications', 'folders', 'documents', 'relationships'];
  const paid = ['allocations', 'bankTransactions', 'trustLineItems', 'activities'];
  const names = [...owned, ...paid];
  const statements = recordStatements(service.servicePool);
  const answer = await firm.askFirm(
    `matters { nodes { clioId ${names.map((name) => `${name}(first: 5) { totalCount nodes { clioId } }`).join(' ')} } }`,
  );
  expect(answer.errors).toBeUndefined();
  const matter = answer.data.matters.nodes.find(({ clioId }: { clioId: string }) => clioId === '100');
  for (const name of names) expect([name, matter[name].totalCount, matter[name].nodes.length]).toEqual([name, 2, 2]);
  const other = answer.data.matters.nodes.find(({ clioId }: { clioId: string }) => clioId === '101');
  for (const name of names) expect([name, other[name]]).toEqual([name, { totalCount: 0, nodes: [] }]);
  expect(statements).toHaveLength(1 + 2 * names.length);
});

test("a contact's lists hold what belongs to it", async () => {
  const names = ['matters', 'relationships', 'notes', 'documents', 'allocations', 'creditMemos', 'outstandingBalances'];
  const answer = await firm.askFirm(
    `contacts { nodes { clioId bills { totalCount } ${names.map((name) => `${name} { totalCount }`).join(' ')} } }`,
  );
  expect(answer.errors).toBeUndefined();
  const contact = answer.data.contacts.nodes.find(({ clioId }: { clioId: string }) => clioId === '10');
  expect(contact).toMatchObject({
    bills: { totalCount: 2 },
    matters: { totalCount: 0 },
    relationships: { totalCount: 2 },
    documents: { totalCount: 2 },
    allocations: { totalCount: 2 },
    creditMemos: { totalCount: 2 },
    outstandingBalances: { totalCount: 2 },
  });
});

test.each([
  ['tasks', 'dueFrom: "2026-03-05", dueTo: "2026-03-05"', 2],
  ['tasks', 'dueFrom: "2026-03-06"', 0],
  ['tasks', 'status: ["pending"]', 0],
  ['tasks', 'matterId: "mat_nonsense"', 0],
  ['calendarEntries', 'startFrom: "2026-03-01T17:00:00Z"', 2],
  ['calendarEntries', 'startBefore: "2026-03-01T17:00:00Z"', 0],
  ['activities', 'type: ["TimeEntry"], dateTo: "2026-03-02"', 2],
  ['activities', 'billed: true', 0],
  ['allocations', 'voided: false, parentType: ["Payment"]', 2],
  ['allocations', 'voided: true', 0],
  ['bankAccounts', 'type: ["Operating"]', 0],
  ['bankTransactions', 'updatedSince: "2026-03-01T17:00:00Z"', 2],
  ['bankTransactions', 'updatedSince: "2026-03-01T17:00:01Z"', 0],
])('%s with { %s } are %i', async (name, filter, count) => {
  const answer = await firm.askFirm(`${name}(filter: { ${filter} }) { totalCount nodes { clioId } }`);
  expect(answer.errors).toBeUndefined();
  expect([answer.data[name].totalCount, answer.data[name].nodes.length]).toEqual([count, count]);
});

test.each([
  ['staff', ['bankAccounts', 'bankTransactions', 'trustLineItems', 'outstandingClientBalances', 'allocations']],
  ['attorney', ['bankAccounts', 'bankTransactions', 'trustLineItems', 'outstandingClientBalances']],
  ['billing', []],
] as const)('%s is refused %j, and reads the rest', async (role, refused) => {
  for (const name of Object.keys(everyList)) {
    const answer = await firm.askFirm(`id ${name} { totalCount }`, {}, firm.principal(role));
    const expected =
      (refused as readonly string[]).includes(name) || (role === 'staff' && /bills|creditMemos/.test(name));
    expect([role, name, answer.errors?.[0]?.extensions.code]).toEqual([role, name, expected ? 'FORBIDDEN' : undefined]);
  }
});
