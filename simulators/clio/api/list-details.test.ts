import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, truth } from '../connected-client.ts';
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
const idOf = (value: unknown) => (value as { id: number } | null | undefined)?.id;
const status = async (path: string) => (await client.get(path)).status;

describe('the order of a list', () => {
  test.each(['allocations', 'credit_memos', 'communications'])(
    'of %s is by date and so by offset, unless asked for',
    async (name) => {
      const { data, meta } = await client.list(`${name}?limit=2&fields=id,date`);
      const dates = data.map(({ date }) => String(date));
      expect(dates).toEqual([...dates].sort());
      expect(meta.paging.next).toContain('offset=2');
      const byId = await client.list(`${name}?limit=2&order=id(asc)`);
      expect(byId.meta.paging.next).toContain('page_token=');
    },
  );

  test('of the contacts of a matter has the client last', async () => {
    const [related] = await client.all('relationships?fields=matter{id}&limit=1');
    const { data } = await client.list(
      `matters/${idOf(related?.['matter'])}/contacts?fields=id,name,is_client,description`,
    );
    expect(data.length).toBeGreaterThan(1);
    expect(data.at(-1)).toMatchObject({ description: 'Client' });
  });

  test.each([
    'activity_descriptions',
    'calendar_entries',
    'line_items',
    'matter_stages',
    'relationships',
    'outstanding_client_balances',
    'billable_matters',
  ])('of %s cannot be asked for, and asking changes nothing', async (name) => {
    const plain = await client.list(`${name}?limit=5`);
    expect((await client.list(`${name}?limit=5&order=nonsense`)).data).toEqual(plain.data);
  });
});

test.each([
  ['users', 2000],
  ['matters', 200],
  ['allocations', 200],
  ['billable_matters', 1000],
  ['billable_clients', 25],
])('a page of %s has at most %i records', async (name, most) => {
  expect(await status(`${name}?limit=${most}`)).toBe(200);
  expect(await status(`${name}?limit=${most + 1}`)).toBe(400);
});

test('notes are listed for matters or for contacts, and refused without saying which', async () => {
  const refused = await client.get('notes');
  expect(refused.status).toBe(400);
  expect(await refused.json()).toEqual({ error: { type: 'ArgumentError', message: 'type is required' } });
  const all = await truth(simulator, account, 'notes', 'id,type');
  for (const type of ['Matter', 'Contact']) {
    const wanted = all.filter((note) => note['type'] === type).map(({ id }) => id);
    expect((await client.all(`notes?type=${type}`)).map(({ id }) => id)).toEqual(wanted);
    expect((await client.all(`notes?type=${type.toLowerCase()}`)).length).toBe(wanted.length);
    expect(wanted.length).toBeGreaterThan(0);
  }
});

test('what can only be listed has no single records, what can only be read by id no list', async () => {
  for (const name of ['matter_stages', 'trust_line_items', 'line_items']) {
    const [first] = await truth(simulator, account, name, 'id');
    expect([name, await status(`${name}/${first?.['id']}`)]).toEqual([name, 404]);
  }
  const [transfer] = await truth(simulator, account, 'bank_transfers', 'id,amount');
  expect(await status('bank_transfers')).toBe(404);
  const response = await client.get(`bank_transfers/${transfer?.['id']}?fields=id,amount`);
  expect(await response.json()).toEqual({ data: transfer });
});

test('deleted custom fields and deleted bills are listed when they are asked for, and read by id always', async () => {
  const [field] = await client.all('custom_fields?deleted=true&fields=id,name');
  expect(field).toBeDefined();
  expect((await client.all('custom_fields')).map(({ id }) => id)).not.toContain(field?.['id']);
  expect(await status(`custom_fields/${field?.['id']}`)).toBe(200);

  const deleted = await client.all('bills?state=deleted&fields=id,state,total,balance');
  expect(deleted.length).toBeGreaterThan(0);
  for (const bill of deleted) expect(bill).toMatchObject({ state: 'deleted', total: 0, balance: 0 });
  const listed = new Set((await client.all('bills')).map(({ id }) => id));
  expect(deleted.filter(({ id }) => listed.has(id))).toEqual([]);
  expect(await status(`bills/${deleted[0]?.['id']}`)).toBe(200);
});

test('null asks for what belongs to nothing', async () => {
  for (const name of ['tasks', 'calendar_entries', 'communications']) {
    const all = await truth(simulator, account, name, 'id,matter{id}');
    const free = all.filter(({ matter }) => matter === null).map(({ id }) => id);
    const found = await client.all(`${name}?matter_id=null&order=id(asc)`);
    expect(found.map(({ id }) => id)).toEqual(free);
    expect(free.length).toBeGreaterThan(0);
  }
});

describe('custom fields', () => {
  const values = 'id,custom_field_values{id,field_name,field_type,value,custom_field,picklist_option}';
  const fieldOf = async (type: string) =>
    (await client.all(`custom_fields?parent_type=matter&field_type=${type}&fields=id,name`))[0]?.['id'] as number;
  const valueIn = (matter: Fields, id: number) =>
    (matter['custom_field_values'] as Fields[]).find((value) => idOf(value['custom_field']) === id);

  test('have values with ids of their kind; a displayed one that was never set has none', async () => {
    const all = (await client.all(`matters?fields=${values}`)).flatMap(
      (matter) => matter['custom_field_values'] as Fields[],
    );
    const stored = all.filter(({ id }) => id !== null);
    for (const { id, field_type } of stored) expect(id).toMatch(new RegExp(`^${String(field_type)}-\\d+$`));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
    expect(all.length).toBeGreaterThan(stored.length);
    expect(stored.some(({ value }) => value === null)).toBe(true);
    const chosen = stored.find(({ field_type, value }) => field_type === 'picklist' && value !== null);
    expect(String(idOf(chosen?.['picklist_option']))).toBe(chosen?.['value']);
  });

  test('are found by value, with an operator where the field has an order and refused where it has none', async () => {
    const amount = await fieldOf('currency');
    const all = await client.all(`matters?fields=${values}`);
    const wanted = all
      .filter((matter) => Number(valueIn(matter, amount)?.['value'] ?? -1) >= 10_000)
      .map(({ id }) => id);
    const found = await client.all(`matters?custom_field_values[${amount}]=${encodeURIComponent('>=10000')}`);
    expect(found.map(({ id }) => id)).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(0);
    const text = await fieldOf('text_line');
    expect(await status(`matters?custom_field_values[${text}]=${encodeURIComponent('>=A')}`)).toBe(400);
    expect(await status('matters?custom_field_values[1]=A')).toBe(400);
  });

  test('custom_field_ids[] says whose values are shown', async () => {
    const amount = await fieldOf('currency');
    for (const matter of await client.all(`matters?fields=${values}&custom_field_ids[]=${amount}`)) {
      for (const value of matter['custom_field_values'] as Fields[]) expect(idOf(value['custom_field'])).toBe(amount);
    }
  });
});

test.each([
  ['tasks', 'task', ''],
  ['calendar_entries', 'calendar_entry', ''],
  ['notes', 'matter_note', '&type=Matter'],
  ['communications', 'communication', ''],
])('some %s have time entries, which name them too and are of the same matter', async (name, key, more) => {
  const activities = await client.all(`activities?fields=id,matter{id},${key}{id}`);
  const named = activities.filter((activity) => activity[key] !== null);
  const subjects = await client.all(`${name}?fields=id,time_entries_count,time_entries{id},matter{id}${more}`);
  const shown = subjects.flatMap(({ id, matter, time_entries, time_entries_count }) => {
    expect((time_entries as Fields[]).length).toBe(time_entries_count);
    return (time_entries as Fields[]).map((entry) => ({ id: entry['id'], matter, [key]: { id } }));
  });
  const byId = (left: Fields, right: Fields) => Number(left['id']) - Number(right['id']);
  expect(shown.sort(byId)).toEqual([...named].sort(byId));
  expect(shown.length).toBeGreaterThan(0);
});

test('the protected funds of a matter are no more than it holds in trust, and most matters have none', async () => {
  const matters = await client.all('matters?fields=id,account_balances{type,balance}');
  let matterCount = 0;
  for (const matter of matters) {
    const { data } = await client.list(
      `matters/${matter['id']}/protected_funds?fields=amount,matter_id,bank_account_id,reason`,
    );
    if (data.length === 0) continue;
    matterCount++;
    const trust = (matter['account_balances'] as Fields[]).find(({ type }) => type === 'Trust');
    for (const fund of data) {
      expect(fund).toEqual({
        amount: expect.any(Number),
        matter_id: matter['id'],
        bank_account_id: expect.any(Number),
        reason: expect.any(String),
      });
      expect(Number(fund['amount'])).toBeGreaterThan(0);
      expect(Number(fund['amount'])).toBeLessThanOrEqual(Number(trust?.['balance']));
    }
  }
  expect(matterCount).toBeGreaterThan(0);
  expect(matterCount).toBeLessThan(matters.length / 2);
  expect(await status('matters/1/protected_funds')).toBe(404);
});

test('a series of appointments is one row, or one for each week where it is expanded', async () => {
  const plain = await client.all('calendar_entries?fields=id,recurrence_rule,start_at');
  const series = plain.filter(({ recurrence_rule }) => recurrence_rule !== null);
  const weeks = series.map(({ recurrence_rule }) => Number(/COUNT=(\d+)/.exec(String(recurrence_rule))?.[1]));
  const expanded = await client.all('calendar_entries?expanded=true&fields=id,parent_calendar_entry_id,start_at');
  expect(expanded.length).toBe(plain.length - series.length + weeks.reduce((sum, count) => sum + count, 0));
  expect(new Set(expanded.map(({ id }) => id)).size).toBe(expanded.length);
  expect(series.length).toBeGreaterThan(0);
  expect(plain.every(({ id }) => typeof id === 'string')).toBe(true);
});

test('the rate of a description is its own, else that of the person asked about', async () => {
  const [user] = await client.all('users?subscription_type=attorney&fields=id,rate&limit=1');
  const { data } = await client.list(
    `activity_descriptions?rate_for[user_id]=${user?.['id']}&fields=name,rate{amount,type}`,
  );
  const rateOf = (name: string) => data.find((description) => description['name'] === name)?.['rate'];
  expect(rateOf('Drafting')).toEqual({ amount: user?.['rate'], type: 'User' });
  expect(rateOf('Site visit')).toEqual({ amount: 180, type: 'Custom' });
});

test('the rates of a matter are shown in full without braces, and no deeper', async () => {
  const [flat] = (await client.all('matters?fields=id,billing_method,custom_rate{type,rates}')).filter(
    ({ billing_method }) => billing_method === 'flat',
  );
  expect(flat?.['custom_rate']).toMatchObject({ type: 'FlatRate', rates: [{ rate: expect.any(Number) }] });
  expect(await status('matters?fields=custom_rate{rates{rate}}')).toBe(400);
});
