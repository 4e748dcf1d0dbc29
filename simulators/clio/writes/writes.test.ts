import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

type Json = Record<string, unknown>;

let simulator: ClioSimulator;
let client: ConnectedClient;
let account: number;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 2_500, rateLimit: 0, referenceDate: '2026-03-02' });
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterAll(() => simulator.close());

async function answered(response: Response): Promise<{ status: number; data: Json; message: string }> {
  const text = await response.text();
  const body = text === '' ? {} : JSON.parse(text);
  return { status: response.status, data: body.data, message: body.error?.message ?? '' };
}

const post = async (collection: string, data: unknown, fields = 'id,etag') =>
  answered(await client.send('POST', `${collection}.json?fields=${encodeURIComponent(fields)}`, data));
const patch = async (path: string, data: unknown, fields = 'id,etag', headers: Record<string, string> = {}) =>
  answered(await client.send('PATCH', `${path}.json?fields=${encodeURIComponent(fields)}`, data, headers));
const remove = async (path: string) => (await client.send('DELETE', `${path}.json`)).status;
const read = async (path: string, fields: string) =>
  answered(await client.get(`${path}.json?fields=${encodeURIComponent(fields)}`));

async function one(resource: string, wanted: (record: Json) => boolean): Promise<Json & { id: number }> {
  const found = (await truth(simulator, account, resource)).find(wanted);
  if (!found) throw new Error(`No such record among ${resource}`);
  return { ...found, id: Number(found['id']) };
}

const isOpen = ({ status }: Json) => status === 'Open';
const idIn = (record: Json | undefined, name: string) => (record?.[name] as { id: number } | null)?.id ?? 0;

describe('every write', () => {
  test('answers id and etag alone unless fields are asked for', async () => {
    const response = await client.send('POST', 'practice_areas', { name: 'Maritime' });
    expect(response.status).toBe(201);
    const body = (await response.json()) as { data: Json };
    expect(Object.keys(body.data)).toEqual(['id', 'etag']);
    expect(response.headers.get('etag')).toBe(body.data['etag']);
  });

  test('with a field that does not exist is refused before anything is written', async () => {
    const { status } = await post('practice_areas', { name: 'Refused' }, 'id,colour');
    expect(status).toBe(400);
    expect((await client.list('practice_areas?name=Refused')).data).toEqual([]);
  });

  test('drops unknown keys, and without data is 400', async () => {
    const { status, data } = await post('practice_areas', { name: 'Space law', colour: 'blue' }, 'name,code');
    expect([status, data]).toEqual([201, { name: 'Space law', code: null }]);
    const bare = await fetch(`${client.host}/api/v4/practice_areas`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${client.tokens.access_token}`, 'User-Agent': 'SimulatorTest/1.0' },
      body: '{"name":"Maritime"}',
    });
    expect(bare.status).toBe(400);
  });

  test('can be a form', async () => {
    const response = await fetch(`${client.host}/api/v4/contacts?fields=name,email_addresses{name,address,primary}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${client.tokens.access_token}`, 'User-Agent': 'SimulatorTest/1.0' },
      body: new URLSearchParams({
        'data[type]': 'Person',
        'data[last_name]': 'Roe',
        'data[email_addresses][0][name]': 'Work',
        'data[email_addresses][0][address]': 'a@roe.test',
        'data[email_addresses][1][name]': 'Home',
        'data[email_addresses][1][address]': 'b@roe.test',
        'data[email_addresses][1][default_email]': 'true',
      }),
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      data: {
        name: 'Roe',
        email_addresses: [
          { name: 'Work', address: 'a@roe.test', primary: false },
          { name: 'Home', address: 'b@roe.test', primary: true },
        ],
      },
    });
  });

  test.each(['data[a]=1&data[a][b]=2', 'data[__proto__][name]=x', 'name=x', ''])(
    'of the form %j is 400 or 422',
    async (body) => {
      const response = await fetch(`${client.host}/api/v4/practice_areas`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${client.tokens.access_token}`,
          'User-Agent': 'SimulatorTest/1.0',
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body,
      });
      expect([400, 422]).toContain(response.status);
    },
  );

  test('sent twice makes two records', async () => {
    const first = await post('practice_areas', { name: 'Twice' });
    const second = await post('practice_areas', { name: 'Twice' });
    expect(second.data['id']).not.toBe(first.data['id']);
    expect((await client.list('practice_areas?name=Twice')).data).toHaveLength(2);
  });

  test('moves etag and updated_at forward, and nothing does when nothing is different', async () => {
    const matter = await one('matters', isOpen);
    const fields = 'etag,updated_at,created_at';
    const changed = await patch(`matters/${matter.id}`, { description: 'Changed' }, fields);
    expect(changed.data['etag']).not.toBe(matter['etag']);
    expect(Date.parse(String(changed.data['updated_at']))).toBeGreaterThan(Date.parse(String(matter['updated_at'])));
    expect(changed.data['created_at']).toBe(matter['created_at']);
    for (const same of [{}, { description: 'Changed' }, { responsible_attorney: null }, { responsible_attorney: {} }]) {
      expect(await patch(`matters/${matter.id}`, same, fields)).toEqual(changed);
    }
  });

  test('with an If-Match that is not the etag is 412 and changes nothing', async () => {
    const matter = await one('matters', isOpen);
    const stale = { 'If-Match': '"00000000000000000000000000000000"' };
    expect((await patch(`matters/${matter.id}`, { description: 'Changed' }, 'id', stale)).status).toBe(412);
    expect((await read(`matters/${matter.id}`, 'description')).data['description']).toBe(matter['description']);
    const fresh = { 'If-Match': String(matter['etag']) };
    expect((await patch(`matters/${matter.id}`, { description: 'Changed' }, 'id', fresh)).status).toBe(200);
  });

  test('a relation that cannot be taken away refuses {"id":null}; an unknown record is 404', async () => {
    const { id } = await one('matters', isOpen);
    expect((await patch(`matters/${id}`, { responsible_attorney: { id: null } })).status).toBe(422);
    expect((await patch(`matters/${id}`, { responsible_attorney: { id: 1 } })).status).toBe(404);
  });

  test('a refused write leaves nothing half done', async () => {
    const before = await one('matters', isOpen);
    const foreign = { contact: { id: 1 }, description: 'Nobody' };
    const refused = await patch(`matters/${before.id}`, { location: 'Elsewhere', relationships: [foreign] });
    expect(refused.status).toBe(404);
    expect(await one('matters', ({ id }) => id === before.id)).toEqual(before);
  });

  test('is seen by lists at once, new records at their end', async () => {
    await client.all('contacts?limit=100&order=id(asc)');
    const { data } = await post('contacts', { type: 'Company', name: 'Harbour Trust' });
    const after = await client.all('contacts?limit=100&order=id(asc)');
    expect(after.at(-1)?.['id']).toBe(data['id']);
    expect(await remove(`contacts/${data['id']}`)).toBe(204);
    expect((await client.all('contacts?limit=100&order=id(asc)')).map(({ id }) => id)).not.toContain(data['id']);
  });

  test('of a deleted record is 404, and so is a second deletion and an id is never used again', async () => {
    const { data } = await post('contacts', { type: 'Company', name: 'Harbour Trust' });
    expect(await remove(`contacts/${data['id']}`)).toBe(204);
    expect(await remove(`contacts/${data['id']}`)).toBe(404);
    expect((await patch(`contacts/${data['id']}`, { name: 'Back' })).status).toBe(404);
    expect((await client.get(`contacts/${data['id']}`)).status).toBe(404);
    const next = await post('contacts', { type: 'Company', name: 'Harbour Trust' });
    expect(Number(next.data['id'])).toBeGreaterThan(Number(data['id']));
  });

  test.each([
    ['POST', 'users'],
    ['POST', 'bills'],
    ['POST', 'line_items'],
    ['POST', 'matter_stages'],
    ['PUT', 'matters'],
    ['DELETE', 'matters'],
  ] as const)('%s %s is no operation of Clio and 404', async (method, collection) => {
    expect((await client.send(method, collection, { name: 'x' })).status).toBe(404);
  });

  test('of a record of another firm is 404', async () => {
    const other = Number(simulator.world.firms[1]?.account.id);
    const [foreign] = await truth(simulator, other, 'matters', 'id');
    expect((await patch(`matters/${foreign?.['id']}`, { description: 'Mine' })).status).toBe(404);
    expect(await remove(`matters/${foreign?.['id']}`)).toBe(404);
  });
});

describe('matters', () => {
  test('need a client and a description, and begin open with the next number', async () => {
    const contact = await one('contacts', ({ is_client }) => is_client === false);
    expect((await post('matters', { description: 'Lease' })).status).toBe(422);
    expect((await post('matters', { client: { id: contact.id } })).status).toBe(422);
    const most = Math.max(
      ...(await truth(simulator, account, 'matters', 'number')).map(({ number }) => Number(number)),
    );
    const { data } = await post(
      'matters',
      { client: { id: contact.id }, description: 'Lease', billing_method: 'flat' },
      'status,number,billing_method,client{id,is_client},custom_field_values{id}',
    );
    expect(data).toMatchObject({
      status: 'Open',
      number: most + 1,
      billing_method: 'hourly',
      client: { id: contact.id, is_client: true },
    });
    expect((data['custom_field_values'] as Json[]).every(({ id }) => id === null)).toBe(true);
  });

  test('custom_rate decides the billing method', async () => {
    const { id } = await one('matters', ({ billing_method }) => billing_method === 'hourly');
    const { data } = await patch(
      `matters/${id}`,
      { custom_rate: { type: 'FlatRate', rates: [{ rate: 1500 }] } },
      'billing_method,custom_rate{type}',
    );
    expect(data).toEqual({ billing_method: 'flat', custom_rate: { type: 'FlatRate' } });
    expect((await patch(`matters/${id}`, { custom_rate: { type: 'Barter' } })).status).toBe(422);
  });

  test('closing and reopening set the dates', async () => {
    const { id } = await one('matters', isOpen);
    const today = (await read(`matters/${id}`, 'open_date')).status;
    expect(today).toBe(200);
    const closed = await patch(`matters/${id}`, { status: 'closed' }, 'status,close_date');
    expect(closed.data).toEqual({ status: 'Closed', close_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
    const open = await patch(`matters/${id}`, { status: 'open' }, 'status,close_date');
    expect(open.data).toEqual({ status: 'Open', close_date: null });
    expect((await patch(`matters/${id}`, { status: 'archived' })).status).toBe(422);
  });

  test('a stage has to belong to the practice area', async () => {
    const stages = await truth(simulator, account, 'matter_stages', 'id,practice_area_id');
    const matter = await one('matters', ({ status, practice_area }) => status === 'Open' && practice_area !== null);
    const area = String(idIn(matter, 'practice_area'));
    const own = stages.find(({ practice_area_id }) => String(practice_area_id) === area);
    const foreign = stages.find(({ practice_area_id }) => String(practice_area_id) !== area);
    expect((await patch(`matters/${matter.id}`, { matter_stage: { id: own?.['id'] } })).status).toBe(200);
    expect((await patch(`matters/${matter.id}`, { matter_stage: { id: foreign?.['id'] } })).status).toBe(422);
  });

  test('relationships inside a matter are made, changed and taken away', async () => {
    const { id } = await one('matters', ({ relationships }) => (relationships as Json[]).length === 0);
    const contact = await one('contacts', () => true);
    const fields = 'relationships{id,description}';
    const added = { contact: { id: contact.id }, description: 'Expert' };
    const made = (await patch(`matters/${id}`, { relationships: [added] }, fields)).data['relationships'] as Json[];
    expect(made).toEqual([{ id: expect.any(Number), description: 'Expert' }]);
    const rename = { id: made[0]?.['id'], description: 'Witness' };
    expect((await patch(`matters/${id}`, { relationships: [rename] }, fields)).data).toEqual({
      relationships: [rename],
    });
    const gone = { id: made[0]?.['id'], _destroy: true };
    expect((await patch(`matters/${id}`, { relationships: [gone] }, fields)).data).toEqual({ relationships: [] });
  });

  test('with bills cannot be deleted; without, their work goes with them', async () => {
    const bill = await one('bills', () => true);
    const [billed] = bill['matters'] as Json[];
    expect(await remove(`matters/${billed?.['id']}`)).toBe(422);
    const contact = await one('contacts', ({ is_client }) => is_client === false);
    const matter = (await post('matters', { client: { id: contact.id }, description: 'Short' })).data;
    const entry = { type: 'TimeEntry', date: '2026-03-02', quantity: 3600, matter: { id: matter['id'] } };
    const activity = (await post('activities', entry)).data;
    expect(await remove(`matters/${matter['id']}`)).toBe(204);
    expect((await client.get(`activities/${activity['id']}`)).status).toBe(404);
    expect((await read(`contacts/${contact.id}`, 'is_client')).data['is_client']).toBe(false);
  });
});

describe('custom field values', () => {
  test('are made once, changed by their own id and taken away', async () => {
    const field = (await post('custom_fields', { name: 'Docket', parent_type: 'Matter', field_type: 'text_line' }))
      .data;
    const { id } = await one('matters', isOpen);
    const fields = 'custom_field_values{id,value,custom_field}';
    const ask = async (item: unknown) => {
      const { data, ...rest } = await patch(`matters/${id}`, { custom_field_values: [item] }, fields);
      const values = (data?.['custom_field_values'] ?? []) as Json[];
      return { ...rest, value: values.find((value) => idIn(value, 'custom_field') === field['id']) };
    };
    const create = { custom_field: { id: field['id'] }, value: '26-CV-1' };
    const made = await ask(create);
    expect(made.value).toMatchObject({ id: expect.stringMatching(/^text_line-\d+$/), value: '26-CV-1' });
    expect(await ask(create)).toMatchObject({ status: 422, message: expect.stringContaining('already exists') });
    const change = { id: made.value?.['id'], value: '26-CV-2' };
    expect((await ask(change)).value).toMatchObject(change);
    expect((await ask({ id: made.value?.['id'], _destroy: true })).value?.['id'] ?? null).toBeNull();
    expect((await ask(create)).status).toBe(200);
  });

  test('have to fit their field', async () => {
    const { id } = await one('matters', isOpen);
    const cases = [
      ['numeric', 'many', '12.5'],
      ['date', 'soon', '2026-03-02'],
      ['checkbox', 'perhaps', true],
    ] as const;
    for (const [fieldType, wrong, right] of cases) {
      const definition = { name: fieldType, parent_type: 'Matter', field_type: fieldType };
      const field = (await post('custom_fields', definition)).data;
      const write = (value: unknown) =>
        patch(`matters/${id}`, { custom_field_values: [{ custom_field: { id: field['id'] }, value }] });
      expect((await write(wrong)).status).toBe(422);
      expect((await write(right)).status).toBe(200);
    }
  });

  test('of a picklist are its options; a deleted field is marked and a second deletion is 404', async () => {
    const definition = {
      name: 'Court',
      parent_type: 'Contact',
      field_type: 'picklist',
      picklist_options: [{ option: 'North' }, { option: 'South' }],
    };
    const field = (await post('custom_fields', definition, 'id,picklist_options{id,option,deleted_at}')).data;
    const [north, south] = field['picklist_options'] as Json[];
    const path = `custom_fields/${field['id']}`;
    const gone = { picklist_options: [{ id: south?.['id'], _destroy: true }] };
    const changed = await patch(path, gone, 'picklist_options{option,deleted_at}');
    expect((changed.data['picklist_options'] as Json[])[1]?.['deleted_at']).toEqual(expect.any(String));
    const { id } = await one('contacts', () => true);
    const write = (value: unknown) =>
      patch(`contacts/${id}`, { custom_field_values: [{ custom_field: { id: field['id'] }, value }] });
    expect((await write(south?.['id'])).status).toBe(422);
    expect((await write(north?.['id'])).status).toBe(200);
    expect([await remove(path), await remove(path)]).toEqual([204, 404]);
    expect((await client.all('custom_fields?deleted=true')).map((record) => record['id'])).toContain(field['id']);
  });
});

describe('contacts', () => {
  test('a person needs a first or last name, a company a name; other types are refused', async () => {
    expect((await post('contacts', { type: 'Person', name: 'Jane Roe' })).status).toBe(422);
    expect((await post('contacts', { type: 'Company' })).status).toBe(422);
    expect((await post('contacts', { type: 'Robot', name: 'R' })).status).toBe(422);
    const { data } = await post('contacts', { type: 'Person', last_name: 'Roe', first_name: 'Jane' }, 'name,type');
    expect(data).toEqual({ name: 'Jane Roe', type: 'Person' });
  });

  test('lists inside are written entry by entry, and primary values follow', async () => {
    const made = await post(
      'contacts',
      {
        type: 'Person',
        last_name: 'Roe',
        email_addresses: [
          { name: 'Work', address: 'a@roe.test' },
          { name: 'Home', address: 'b@roe.test', default_email: true },
        ],
        phone_numbers: [{ name: 'Mobile', number: '604-555-0142' }],
        addresses: [{ name: 'Billing', street: '1 Main St', city: 'Vancouver' }],
      },
      'id,primary_email_address,primary_phone_number,primary_address{city},email_addresses{id,name,address,primary}',
    );
    expect(made.data).toMatchObject({
      primary_email_address: 'b@roe.test',
      primary_phone_number: '604-555-0142',
      primary_address: { city: 'Vancouver' },
    });
    const [first, second] = made.data['email_addresses'] as Json[];
    const change = {
      email_addresses: [
        { id: second?.['id'], _destroy: true },
        { id: first?.['id'], address: 'c@roe.test' },
      ],
    };
    const fields = 'primary_email_address,email_addresses{id,address,primary}';
    expect((await patch(`contacts/${made.data['id']}`, change, fields)).data).toEqual({
      primary_email_address: 'c@roe.test',
      email_addresses: [{ id: first?.['id'], address: 'c@roe.test', primary: true }],
    });
  });

  test('those that were there before can be changed by their id too', async () => {
    const contact = await one('contacts', ({ email_addresses }) => (email_addresses as Json[]).length > 0);
    const [first] = contact['email_addresses'] as Json[];
    const change = { email_addresses: [{ id: first?.['id'], address: 'new@roe.test' }] };
    const { data } = await patch(`contacts/${contact.id}`, change, 'primary_email_address');
    expect(data).toEqual({ primary_email_address: 'new@roe.test' });
  });

  test.each([
    ['email_addresses', (i: number) => ({ name: 'Work', address: `${i}@roe.test` })],
    ['phone_numbers', (i: number) => ({ name: 'Work', number: `604-555-0${100 + i}` })],
    ['addresses', (i: number) => ({ name: 'Work', street: `${i} Main St` })],
  ])('no more than 20 %s', async (field, item) => {
    const items = Array.from({ length: 21 }, (_, index) => item(index));
    expect((await post('contacts', { type: 'Company', name: 'Many', [field]: items })).status).toBe(422);
    expect((await post('contacts', { type: 'Company', name: 'Many', [field]: items.slice(1) })).status).toBe(201);
  });

  test('the labels of addresses are strict', async () => {
    for (const name of ['work', 'Office']) {
      const data = { type: 'Company', name: 'Strict', addresses: [{ name, street: '1 Main St' }] };
      expect((await post('contacts', data)).status).toBe(422);
    }
  });

  test('with open bills cannot be deleted (409), nor as the client of a matter (422)', async () => {
    const bill = await one('bills', ({ state }) => state === 'awaiting_payment');
    expect(await remove(`contacts/${idIn(bill, 'client')}`)).toBe(409);
    const contact = await one('contacts', ({ is_client }) => is_client === false);
    await post('matters', { client: { id: contact.id }, description: 'Lease' });
    expect(await remove(`contacts/${contact.id}`)).toBe(422);
  });

  test('who are part of a matter leave it when they are deleted', async () => {
    const { data } = await post('contacts', { type: 'Company', name: 'Passing' });
    const matter = await one('matters', isOpen);
    const relation = { contact: { id: data['id'] }, matter: { id: matter.id }, description: 'Expert' };
    const relationship = (await post('relationships', relation)).data;
    expect(await remove(`contacts/${data['id']}`)).toBe(204);
    expect((await client.get(`relationships/${relationship['id']}`)).status).toBe(404);
  });
});

describe('activities', () => {
  const shown = 'id,quantity,quantity_in_hours,rounded_quantity,price,total,note,user{id,rate},matter{id},on_bill';

  test('time is in seconds, rounded up to tenths of an hour, at the rate of whoever did it', async () => {
    const matter = await one('matters', ({ status, billable }) => status === 'Open' && billable === true);
    const entry = { type: 'TimeEntry', date: '2026-03-02', quantity: 3700, matter: { id: matter.id }, note: 'Draft' };
    const { data } = await post('activities', entry, shown);
    const { rate } = data['user'] as { rate: number };
    expect(data).toMatchObject({
      quantity: 3700,
      rounded_quantity: 3960,
      price: rate,
      total: 1.1 * rate,
      note: 'Draft',
    });
    expect(data['user']).toMatchObject({
      id: simulator.world.userByEmail('margaret.hartwell@hartwell-lowe.example')?.user.id,
    });
  });

  test('an expense is units at a price, and description is another name for note', async () => {
    const entry = { type: 'ExpenseEntry', date: '2026-03-02', quantity: 2.5, price: 10.1, description: 'Copies' };
    const { data } = await post('activities', entry, shown);
    expect(data).toMatchObject({ quantity: 2.5, price: 10.1, total: 25.25, note: 'Copies', matter: null });
  });

  test('time needs a matter that is not closed, and type and date are required', async () => {
    const closed = await one('matters', ({ status }) => status === 'Closed');
    const entry = { type: 'TimeEntry', date: '2026-03-02', quantity: 360 };
    expect((await post('activities', entry)).status).toBe(422);
    expect((await post('activities', { ...entry, matter: { id: closed.id } })).status).toBe(422);
    expect((await post('activities', { date: '2026-03-02' })).status).toBe(422);
    expect((await post('activities', { type: 'ExpenseEntry' })).status).toBe(422);
    expect((await post('activities', { ...entry, type: 'Nap' })).status).toBe(422);
  });

  test('moving an entry without a price gives it the price of its new place', async () => {
    const activity = await one('activities', ({ type, on_bill }) => type === 'TimeEntry' && on_bill === false);
    const user = await one('users', ({ id, rate }) => id !== idIn(activity, 'user') && rate !== activity['price']);
    const moved = await patch(`activities/${activity.id}`, { user: { id: user.id } }, 'price,user{id}');
    expect(moved.data).toEqual({ price: user['rate'], user: { id: user.id } });
    const priced = await patch(
      `activities/${activity.id}`,
      { user: { id: idIn(activity, 'user') }, price: 99 },
      'price',
    );
    expect(priced.data).toEqual({ price: 99 });
  });

  test('on a bill are locked: neither changed nor deleted', async () => {
    const activity = await one('activities', ({ on_bill }) => on_bill === true);
    expect((await patch(`activities/${activity.id}`, { note: 'Later' })).status).toBe(422);
    expect(await remove(`activities/${activity.id}`)).toBe(422);
  });

  test.each(['type', 'total', 'billed', 'rounded_quantity'])('%s cannot be sent with a change', async (field) => {
    const activity = await one('activities', ({ on_bill }) => on_bill === false);
    expect((await patch(`activities/${activity.id}`, { [field]: activity[field] })).status).toBe(422);
  });

  test('the matter shows the day of its last activity', async () => {
    const matter = await one('matters', isOpen);
    const entry = { type: 'TimeEntry', date: '2031-05-06', quantity: 360, matter: { id: matter.id } };
    const { data } = await post('activities', entry);
    expect((await read(`matters/${matter.id}`, 'last_activity_date')).data).toEqual({
      last_activity_date: '2031-05-06',
    });
    await remove(`activities/${data['id']}`);
    expect((await read(`matters/${matter.id}`, 'last_activity_date')).data).toEqual({
      last_activity_date: matter['last_activity_date'],
    });
  });
});

describe('bills and their lines', () => {
  const billFields = 'state,total,sub_total,tax_sum,paid,balance,due,issued_at,due_at,available_state_transitions';

  async function lineOf(state: string): Promise<Json & { id: number }> {
    const states = new Map(
      (await truth(simulator, account, 'bills', 'id,state')).map((bill) => [bill['id'], bill['state']]),
    );
    return one('line_items', (line) => states.get(idIn(line, 'bill')) === state);
  }

  async function sumOfLines(bill: number): Promise<number> {
    const lines = await client.all(`line_items?bill_id=${bill}&fields=total`);
    return Math.round(lines.reduce((sum, { total }) => sum + Number(total) * 100, 0)) / 100;
  }

  test('approving a draft issues it; the way back is closed', async () => {
    const bill = await one('bills', ({ state }) => state === 'draft');
    const issued = await patch(`bills/${bill.id}`, { state: 'awaiting_payment' }, billFields);
    expect(issued.data).toMatchObject({
      state: 'awaiting_payment',
      issued_at: expect.any(String),
      due_at: expect.any(String),
      balance: bill['total'],
    });
    expect((await patch(`bills/${bill.id}`, { state: 'draft' })).status).toBe(422);
    const [line] = await client.all(`line_items?bill_id=${bill.id}&fields=activity{id,billed}`);
    expect(line?.['activity']).toMatchObject({ billed: true });
  });

  test('a paid bill owes nothing and cannot be voided', async () => {
    const bill = await one('bills', ({ state, paid }) => state === 'awaiting_payment' && paid === 0);
    const paid = await patch(`bills/${bill.id}`, { state: 'paid' }, billFields);
    expect(paid.data).toMatchObject({ state: 'paid', paid: bill['total'], balance: 0 });
    expect(await remove(`bills/${bill.id}`)).toBe(422);
  });

  test('deleting a draft deletes it, deleting an issued one voids it; their work can be billed again', async () => {
    for (const [state, after] of [
      ['draft', 'deleted'],
      ['awaiting_payment', 'void'],
    ]) {
      const bill = await one('bills', (record) => record['state'] === state && record['paid'] === 0);
      const [line] = await client.all(`line_items?bill_id=${bill.id}&fields=activity{id,on_bill}`);
      expect(await remove(`bills/${bill.id}`)).toBe(204);
      expect(await remove(`bills/${bill.id}`)).toBe(404);
      const listed = await client.all(`bills?state=${after}`);
      expect(listed.map(({ id }) => id)).toContain(bill.id);
      expect((await read(`activities/${idIn(line, 'activity')}`, 'on_bill')).data).toEqual({ on_bill: false });
      expect((await patch(`bills/${bill.id}`, { memo: 'Too late' })).status).toBe(422);
    }
    const deleted = (await client.all('bills?state=deleted')).map(({ id }) => id);
    const plain = (await client.all('bills')).map(({ id }) => id);
    expect(plain.filter((id) => deleted.includes(id))).toEqual([]);
  });

  test('a bill with payments can be neither deleted nor voided', async () => {
    const bill = await one('bills', ({ state, paid }) => state === 'awaiting_payment' && Number(paid) > 0);
    expect(await remove(`bills/${bill.id}`)).toBe(422);
    expect((await patch(`bills/${bill.id}`, { state: 'void' })).status).toBe(422);
  });

  test('a number that is taken is refused, other texts are kept', async () => {
    const [first, second] = await truth(simulator, account, 'bills', 'id,number');
    expect((await patch(`bills/${first?.['id']}`, { number: second?.['number'] })).status).toBe(422);
    const texts = { memo: 'Thank you', purchase_order: 'PO-1', subject: 'Lease', number: '987654' };
    const bill = await one('bills', ({ state }) => state === 'draft');
    expect((await patch(`bills/${bill.id}`, texts, 'memo,purchase_order,subject,number')).data).toEqual(texts);
  });

  test('a line of a draft has a new price, and bill and activity follow', async () => {
    const line = await lineOf('draft');
    const bill = idIn(line, 'bill');
    const change = { price: 123.45, note: 'Reworded', quantity: 99, update_original_record: true };
    const { status, data } = await patch(
      `line_items/${line.id}`,
      change,
      'price,note,quantity,sub_total,activity{price,note}',
    );
    expect(status).toBe(200);
    // The quantity was accepted and nothing came of it.
    expect(data).toMatchObject({ price: 123.45, note: 'Reworded', quantity: line['quantity'] });
    expect(data['activity']).toEqual({ price: 123.45, note: 'Reworded' });
    expect((await read(`bills/${bill}`, billFields)).data['total']).toBe(await sumOfLines(bill));
  });

  test('a line that is taken off a draft leaves the activity, unbilled', async () => {
    const line = await lineOf('draft');
    const bill = idIn(line, 'bill');
    expect(await remove(`line_items/${line.id}`)).toBe(204);
    expect((await read(`activities/${idIn(line, 'activity')}`, 'on_bill')).data).toEqual({ on_bill: false });
    const { data } = await read(`bills/${bill}`, billFields);
    expect(data['total']).toBe(await sumOfLines(bill));
    expect(data['balance']).toBe(data['total']);
  });

  test('lines of an issued bill are locked', async () => {
    const line = await lineOf('awaiting_payment');
    expect((await patch(`line_items/${line.id}`, { price: 1 })).status).toBe(422);
    expect(await remove(`line_items/${line.id}`)).toBe(422);
  });

  test('another tax rate taxes every line again', async () => {
    const bill = await one('bills', ({ state }) => state === 'draft');
    const { data } = await patch(`bills/${bill.id}`, { tax_rate: 10 }, billFields);
    expect(data['total']).toBe(await sumOfLines(bill.id));
    expect(Number(data['tax_sum'])).toBeCloseTo(Number(bill['sub_total']) / 10, 1);
  });
});

describe('settings', () => {
  test('a practice area that is deleted leaves its matters without one', async () => {
    const matter = await one('matters', ({ practice_area }) => practice_area !== null);
    expect(await remove(`practice_areas/${idIn(matter, 'practice_area')}`)).toBe(204);
    expect((await read(`matters/${matter.id}`, 'practice_area')).data).toEqual({ practice_area: null });
  });

  test.each([
    ['activity_descriptions', { name: 'Hearing', rate: { type: 'Custom', amount: 410 } }, { name: 'Trial' }],
    ['expense_categories', { name: 'Taxi', entry_type: 'soft_cost', rate: 12 }, { name: 'Cab', rate: 15 }],
    ['groups', { name: 'Litigation' }, { name: 'Trials' }],
    ['practice_areas', { name: 'Space', code: 'SPC' }, { name: 'Outer space' }],
  ])('%s are made, changed and deleted', async (collection, data, change) => {
    expect((await post(collection, {})).status).toBe(422);
    const made = await post(collection, data, 'id,name');
    expect([made.status, made.data['name']]).toEqual([201, data.name]);
    const changed = await patch(`${collection}/${made.data['id']}`, change, 'name');
    expect([changed.status, changed.data['name']]).toEqual([200, change.name]);
    expect(await remove(`${collection}/${made.data['id']}`)).toBe(204);
    expect((await client.get(`${collection}/${made.data['id']}`)).status).toBe(404);
  });
});

test('every write is in the change log, with what follows from it', async () => {
  const bill = await one('bills', ({ state }) => state === 'draft');
  const lines = await client.all(`line_items?bill_id=${bill.id}`);
  const { body: before } = await control(simulator, 'changes', undefined, 'GET');
  await remove(`bills/${bill.id}`);
  const { body } = await control(simulator, `changes?since=${before['last']}`, undefined, 'GET');
  const changes = body['changes'] as { resource: string; id: number; event: string }[];
  expect(changes.filter(({ resource }) => resource === 'bills')).toMatchObject([{ id: bill.id, event: 'deleted' }]);
  expect(changes.filter(({ resource }) => resource === 'activities')).toHaveLength(lines.length);
});
