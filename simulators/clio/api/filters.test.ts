import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
let account: number;
beforeAll(async () => {
  simulator = await createClioSimulator({ rateLimit: 0 });
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterAll(() => simulator.close());

type Fields = Record<string, unknown>;
const idOf = (value: unknown) => (value as { id: number } | null)?.id ?? null;

/** A query, and what must hold for exactly the records it gives. */
const cases: [string, string, (record: Fields) => boolean][] = [
  ['matters', 'status=open', ({ status }) => status === 'Open'],
  ['matters', 'status=open,pending', ({ status }) => status === 'Open' || status === 'Pending'],
  ['matters', 'responsible_attorney_id=null', ({ responsible_attorney }) => responsible_attorney === null],
  [
    'matters',
    'open_date[]=>=2026-01-01&open_date[]=<2026-07-01',
    ({ open_date }) => String(open_date) >= '2026-01-01' && String(open_date) < '2026-07-01',
  ],
  ['matters', 'billable=false', ({ billable }) => billable === false],
  ['contacts', 'type=Company', ({ type }) => type === 'Company'],
  ['contacts', 'client_only=true', ({ is_client }) => is_client === true],
  ['activities', 'type=HardCostEntry', ({ type }) => type === 'HardCostEntry'],
  ['activities', 'matter_id=null', ({ matter }) => matter === null],
  ['activities', 'status=unbilled', (record) => record['on_bill'] === false && record['non_billable'] === false],
  ['activities', 'start_date=2026-05-01&end_date=2026-05-31', ({ date }) => String(date).startsWith('2026-05-')],
  ['bills', 'state=void', ({ state }) => state === 'void'],
  ['bills', 'issued_after=2026-03-31', ({ issued_at }) => String(issued_at ?? '') > '2026-03-31'],
  ['line_items', 'kind=Expense', ({ kind }) => kind === 'Expense'],
  ['users', 'enabled=false', ({ enabled }) => enabled === false],
  ['users', 'subscription_type=attorney', ({ subscription_type }) => subscription_type === 'Attorney'],
];

test.each(cases)('%s?%s gives exactly the records it names', async (name, query, holds) => {
  const all = await truth(simulator, account, name);
  const expected = all.filter(holds).map(({ id }) => id);
  const found = await client.all(`${name}?limit=100&${query.replaceAll('>', '%3E').replaceAll('<', '%3C')}`);
  expect(found.map(({ id }) => id)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(0);
  expect(expected.length).toBeLessThan(all.length);
});

test('ids[] gives those records, those of a matter have that matter', async () => {
  const bill = (await truth(simulator, account, 'bills'))[7];
  const [one] = await client.all(`bills?ids[]=${bill?.['id']}&fields=id,matters{id}`);
  expect(one?.['id']).toBe(bill?.['id']);
  const matterId = idOf((one?.['matters'] as Fields[] | undefined)?.[0]);
  const lines = await client.all(`line_items?matter_id=${matterId}&fields=id,matter{id}`);
  expect(lines.length).toBeGreaterThan(0);
  expect(new Set(lines.map(({ matter }) => idOf(matter)))).toEqual(new Set([matterId]));
});

test('updated_since gives what was edited since, and nothing of the second it names', async () => {
  const matters = await truth(simulator, account, 'matters');
  const edited = matters[3]?.['id'];
  const since = new Date(simulator.clock.now()).toISOString();
  simulator.clock.advance(5);
  const { body } = await control(simulator, `records/${account}/matters/${edited}`, { patch: { location: 'Reno' } });
  expect((await client.all(`matters?updated_since=${since}`)).map(({ id }) => id)).toEqual([edited]);
  const updatedAt = encodeURIComponent(String((body['data'] as Fields)['updated_at']));
  expect(await client.all(`matters?updated_since=${updatedAt}`)).toEqual([]);
});

test('parameters Clio does not know are ignored, values it does not take are refused', async () => {
  const total = (await client.list('activities')).meta.records;
  expect((await client.list('activities?matter=1&matter[id]=1&matter_ids=1')).meta.records).toBe(total);
  for (const path of [
    'matters?status=sleeping',
    'matters?order=colour(asc)',
    'matters?order=id',
    'matters?updated_since=yesterday',
    'matters?client_id=abc',
    'matters?open_date[]=soon',
    'activities?type=Fee',
    'bills?state=lost',
  ]) {
    const response = await client.get(path);
    expect([path, response.status]).toEqual([path, 400]);
    expect(await response.json()).toEqual({ error: { type: 'ArgumentError', message: expect.any(String) } });
  }
});

test.each([
  ['matters', 'open_date'],
  ['matters', 'display_number'],
  ['contacts', 'name'],
  ['activities', 'date'],
  ['bills', 'balance'],
  ['users', 'last_name'],
])('%s can be ordered by %s, both ways', async (name, key) => {
  for (const direction of ['asc', 'desc']) {
    const values = (await client.all(`${name}?order=${key}(${direction})&fields=id,${key}`)).map(
      (record) => record[key],
    );
    const sign = direction === 'asc' ? 1 : -1;
    const sorted = values.every((value, i) => i === 0 || sign * compare(values[i - 1], value) <= 0);
    expect(sorted).toBe(true);
  }
});

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : Number(String(left) > String(right));
}
