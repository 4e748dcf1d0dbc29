import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
let accountId: number;
beforeAll(async () => {
  simulator = await createClioSimulator({ rateLimit: 0 });
  client = await ConnectedClient.connect(simulator);
  accountId = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterAll(() => simulator.close());

const limit = (rule: object) => control(simulator, 'permissions', { accountId, ...rule });
beforeEach(() => limit({}));

type Fields = Record<string, unknown>;

describe('a permission that is taken away', () => {
  test.each([
    [
      'Billing',
      ['bills', 'line_items', 'allocations', 'credit_memos', 'outstanding_client_balances', 'billable_matters'],
    ],
    ['Accounting', ['bank_accounts', 'bank_transactions', 'trust_line_items']],
    ['Contacts', ['contacts', 'relationships', 'notes?type=Matter']],
    ['Calendars', ['calendars', 'calendar_entries']],
  ])('of %s answers 403 for its collections, kept pages included, and for no others', async (area, collections) => {
    for (const path of [...collections, 'activities'])
      expect([path, (await client.get(path)).status]).toEqual([path, 200]);
    expect((await limit({ denied: [area] })).status).toBe(200);
    for (const path of collections) {
      const response = await client.get(path);
      expect([path, response.status]).toEqual([path, 403]);
      expect(await response.json()).toEqual({ error: { type: 'ForbiddenError', message: expect.any(String) } });
    }
    for (const path of ['activities', 'users/who_am_i']) expect((await client.get(path)).status).toBe(200);
    await limit({});
    for (const path of collections) expect((await client.get(path)).status).toBe(200);
  });

  test('of a single record is 403 too', async () => {
    const [bill] = await client.all('bills?limit=1');
    await limit({ denied: ['Billing'] });
    expect((await client.get(`bills/${bill?.['id']}`)).status).toBe(403);
  });

  test('leaves rates and balances of matters behind as redacted, without an error', async () => {
    const path = 'matters?limit=3&fields=id,description,custom_rate{type},account_balances{balance}';
    const [before] = (await client.list(path)).data;
    expect(before?.['account_balances']).toEqual([{ balance: expect.any(Number) }]);
    await limit({ denied: ['Billing', 'Accounting'] });
    for (const matter of (await client.list(path)).data) {
      expect(matter).toMatchObject({ custom_rate: { redacted: true }, account_balances: { redacted: true } });
      expect(matter['description']).toEqual(expect.any(String));
    }
  });
});

describe('a role that may not see', () => {
  test('hours gets activities without any, and is told so', async () => {
    const path = 'activities?limit=5&fields=id,quantity,quantity_in_hours,rounded_quantity,quantity_redacted,price';
    for (const entry of (await client.list(path)).data) expect(entry['quantity_redacted']).toBe(false);
    await limit({ redacted: ['hours'] });
    for (const entry of (await client.list(path)).data) {
      expect(entry).toMatchObject({
        quantity: null,
        quantity_in_hours: null,
        rounded_quantity: null,
        quantity_redacted: true,
      });
      expect(entry['price']).not.toBeNull();
    }
  });

  test('rates gets activities, users and descriptions without money', async () => {
    await limit({ redacted: ['rates'] });
    const [entry] = (await client.list('activities?type=TimeEntry&limit=1&fields=price,total,quantity')).data;
    expect(entry).toEqual({ price: null, total: null, quantity: expect.any(Number) });
    expect((await client.list('users?limit=1&fields=rate')).data).toEqual([{ rate: null }]);
  });

  test('private appointments sees when others have them and nothing about what', async () => {
    const path = 'calendar_entries?fields=id,summary,start_at,location,redacted,matter{id}';
    const before = await client.all(path);
    expect(before.filter(({ redacted }) => redacted)).toEqual([]);
    await limit({ redacted: ['private entries'] });
    const hidden = (await client.all(path)).filter(({ redacted }) => redacted);
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.length).toBeLessThan(before.length);
    for (const entry of hidden) {
      expect(entry).toMatchObject({ summary: null, location: null, matter: null, start_at: expect.any(String) });
    }
  });
});

test('a user who is kept to their own matters sees these, their clients and what belongs to them', async () => {
  const fields = 'id,responsible_attorney{id},originating_attorney{id},responsible_staff{id},client{id}';
  const me = ((await (await client.get('users/who_am_i')).json()) as { data: { id: number } }).data.id;
  const all = await truth(simulator, accountId, 'matters', fields);
  const isMine = (matter: Fields) =>
    ['responsible_attorney', 'originating_attorney', 'responsible_staff'].some(
      (field) => (matter[field] as { id: number } | null)?.id === me,
    );
  await limit({ userId: me, visible: 'own' });
  const mine = all.filter(isMine);
  const seen = await client.all(`matters?fields=${fields}`);
  expect(seen).toEqual(mine);
  expect(mine.length).toBeGreaterThan(0);
  expect(mine.length).toBeLessThan(all.length);

  const other = all.find((matter) => !isMine(matter));
  expect((await client.get(`matters/${other?.['id']}`)).status).toBe(404);
  expect((await client.get(`matters/${other?.['id']}/contacts`)).status).toBe(404);
  const ids = new Set(mine.map(({ id }) => id));
  for (const name of ['activities', 'tasks', 'line_items']) {
    for (const { matter } of await client.all(`${name}?fields=matter{id}`)) {
      expect([name, matter === null || ids.has((matter as { id: number }).id)]).toEqual([name, true]);
    }
  }
  const contacts = new Set((await client.all('contacts?fields=id')).map(({ id }) => id));
  expect(mine.filter(({ client: own }) => !contacts.has((own as { id: number }).id))).toEqual([]);
  expect(contacts.size).toBeLessThan((await truth(simulator, accountId, 'contacts', 'id')).length);
  await limit({ userId: me });
});

test('the door refuses areas, users and firms that do not exist', async () => {
  expect((await limit({ denied: ['Weather'] })).status).toBe(400);
  expect((await limit({ redacted: 'hours' })).status).toBe(400);
  expect((await limit({ userId: 1 })).status).toBe(404);
  expect((await control(simulator, 'permissions', { accountId: 1 })).status).toBe(404);
});
