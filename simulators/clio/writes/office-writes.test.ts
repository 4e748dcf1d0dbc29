import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';
import { ledgerFaults } from './ledger-faults.ts';

type Json = Record<string, unknown>;

let simulator: ClioSimulator;
let client: ConnectedClient;
let account: number;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 1_000, rateLimit: 0, referenceDate: '2026-03-02' });
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterAll(() => simulator.close());

async function send(method: 'POST' | 'PATCH', path: string, data: unknown, fields = 'id') {
  const response = await client.send(method, `${path}.json?fields=${encodeURIComponent(fields)}`, data);
  const body = (await response.json()) as { data: Json; error?: { message: string } };
  return { status: response.status, data: body.data, message: body.error?.message ?? '' };
}

const post = (collection: string, data: unknown, fields?: string) => send('POST', collection, data, fields);
const patch = (path: string, data: unknown, fields?: string) => send('PATCH', path, data, fields);
const remove = async (path: string) => (await client.send('DELETE', `${path}.json`)).status;
const first = async (resource: string, wanted: (record: Json) => boolean = () => true) => {
  const found = (await truth(simulator, account, resource)).find(wanted);
  if (!found) throw new Error(`No such record among ${resource}`);
  return found;
};
const firm = () => {
  const found = simulator.world.firm(account);
  if (!found) throw new Error('The first firm is gone');
  return found;
};

describe('tasks', () => {
  test('are written with User or Contact and High, and read with Person and high', async () => {
    const contact = await first('contacts', ({ type }) => type === 'Person');
    const data = { name: 'Call', description: 'About the lease', priority: 'High', due_at: '2026-04-01' };
    const assigned = { ...data, assignee: { id: contact['id'], type: 'Contact' } };
    const made = await post('tasks', assigned, 'id,priority,due_at,status,assignee{id,type},assigner{id}');
    expect([made.status, made.data]).toEqual([
      201,
      {
        id: expect.any(Number),
        priority: 'high',
        due_at: '2026-04-01',
        status: 'pending',
        assignee: { id: contact['id'], type: 'Person' },
        assigner: { id: expect.any(Number) },
      },
    ]);
    const done = await patch(`tasks/${made.data['id']}`, { status: 'complete' }, 'status,completed_at');
    expect(done.data).toEqual({ status: 'complete', completed_at: expect.any(String) });
    const again = await patch(`tasks/${made.data['id']}`, { status: 'pending' }, 'status,completed_at');
    expect(again.data).toEqual({ status: 'pending', completed_at: null });
  });

  test('need name, description and assignee, and a status that is known', async () => {
    const user = await first('users');
    const whole = { name: 'Call', description: 'x', assignee: { id: user['id'], type: 'User' } };
    for (const name of Object.keys(whole)) {
      expect((await post('tasks', { ...whole, [name]: undefined })).status).toBe(422);
    }
    const refused = await post('tasks', { ...whole, status: 'asleep' });
    expect(refused).toMatchObject({
      status: 422,
      message: expect.stringContaining('status must be one of ["complete", "pending"'),
    });
  });

  test('the first and the last of a matter change the matter', async () => {
    const matter = await first('matters', ({ has_tasks }) => has_tasks === false);
    const user = await first('users');
    const data = { name: 'Call', description: 'x', assignee: { id: user['id'], type: 'User' } };
    const { data: task } = await post('tasks', { ...data, matter: { id: matter['id'] } });
    const after = await first('matters', ({ id }) => id === matter['id']);
    expect(after['has_tasks']).toBe(true);
    expect(after['etag']).not.toBe(matter['etag']);
    expect(await remove(`tasks/${task['id']}`)).toBe(204);
    expect((await first('matters', ({ id }) => id === matter['id']))['has_tasks']).toBe(false);
  });
});

describe('calendar entries', () => {
  test('belong to a calendar: the id of a user is 404', async () => {
    const user = await first('users');
    const calendar = await first('calendars', ({ type }) => type === 'UserCalendar');
    const contact = await first('contacts');
    const data = {
      summary: 'Hearing',
      start_at: '2026-10-16T10:00:00-07:00',
      end_at: '2026-10-16T10:30:00-07:00',
      attendees: [{ id: contact['id'], type: 'Contact' }],
      contact_id: 5,
    };
    expect((await post('calendar_entries', { ...data, calendar_owner: { id: user['id'] } })).status).toBe(404);
    const fields = 'id,summary,start_at,calendar_owner{id},attendees{id,type}';
    const made = await post('calendar_entries', { ...data, calendar_owner: { id: calendar['id'] } }, fields);
    expect(made.data).toMatchObject({ id: expect.any(String), calendar_owner: { id: calendar['id'] } });
    expect(Date.parse(String(made.data['start_at']))).toBe(Date.parse(data.start_at));
    expect(made.data['attendees']).toContainEqual({ id: contact['id'], type: 'Contact' });
    const gone = { attendees: [{ id: contact['id'], type: 'Contact', _destroy: true }] };
    const changed = await patch(`calendar_entries/${made.data['id']}`, gone, 'attendees{id,type}');
    expect(changed.data['attendees']).not.toContainEqual({ id: contact['id'], type: 'Contact' });
    const late = { end_at: '2026-10-16T09:00:00-07:00' };
    expect((await patch(`calendar_entries/${made.data['id']}`, late)).status).toBe(422);
    expect(await remove(`calendar_entries/${made.data['id']}`)).toBe(204);
    expect(await remove(`calendar_entries/${made.data['id']}`)).toBe(404);
  });

  test('dates before 1900 are raised to 1900; with a calendar its entries go', async () => {
    const { data: calendar } = await post('calendars', { name: 'Court' });
    const ancient = { start_at: '1812-06-18T00:00:00Z', end_at: '1900-01-02T00:00:00Z' };
    const data = { summary: 'War', ...ancient, calendar_owner: { id: calendar['id'] } };
    const { data: entry } = await post('calendar_entries', data, 'id,start_at');
    expect(Date.parse(String(entry['start_at']))).toBe(Date.UTC(1900, 0, 1));
    expect(await remove(`calendars/${calendar['id']}`)).toBe(204);
    expect((await client.get(`calendar_entries/${entry['id']}`)).status).toBe(404);
  });
});

describe('one appointment of a series', () => {
  async function series(weeks: number): Promise<{ id: string; days: string[] }> {
    const calendar = await first('calendars', ({ type }) => type === 'UserCalendar');
    const { data } = await post('calendar_entries', {
      summary: 'Docket call',
      start_at: '2026-10-16T10:00:00-07:00',
      end_at: '2026-10-16T10:30:00-07:00',
      recurrence_rule: `FREQ=WEEKLY;COUNT=${weeks}`,
      calendar_owner: { id: calendar['id'] },
    });
    const id = String(data['id']);
    return { id, days: await daysOf(id) };
  }
  const daysOf = async (id: string) => {
    const all = await client.all('calendar_entries?expanded=true&fields=id');
    return all.map((entry) => String(entry['id'])).filter((occurrence) => occurrence.startsWith(`${id}_`));
  };
  const read = async (id: string) => {
    const fields = 'id,summary,start_at,end_at,recurrence_rule,parent_calendar_entry{id}';
    const response = await client.get(`calendar_entries/${id}.json?fields=${fields}`);
    return { status: response.status, data: ((await response.json()) as { data: Json }).data };
  };

  test('is read by its own id, and not on a day that is none of the series', async () => {
    const { id, days } = await series(3);
    expect(days).toHaveLength(3);
    const { data } = await read(String(days[1]));
    expect(data).toMatchObject({ id: days[1], summary: 'Docket call', parent_calendar_entry: { id } });
    expect((await read(`${id}_20261017`)).status).toBe(404);
    expect((await read(`${id}_20261399`)).status).toBe(404);
  });

  test('that is changed becomes an entry of its own, and the others stay as they were', async () => {
    const { id, days } = await series(3);
    const stale = await client.send(
      'PATCH',
      `calendar_entries/${days[1]}`,
      { summary: 'Never' },
      { 'If-Match': '"0"' },
    );
    expect(stale.status).toBe(412);
    expect((await patch(`calendar_entries/${days[1]}`, { end_at: '2020-01-01T00:00:00Z' })).status).toBe(422);
    expect(await daysOf(id)).toEqual(days);
    const before = (await read(String(days[1]))).data;

    const { status, data } = await patch(`calendar_entries/${days[1]}`, { summary: 'Moved' });
    expect(status).toBe(200);
    expect((await read(String(data['id']))).data).toMatchObject({
      summary: 'Moved',
      start_at: before['start_at'],
      end_at: before['end_at'],
      recurrence_rule: null,
      parent_calendar_entry: { id },
    });
    expect((await read(String(days[1]))).status).toBe(404);
    expect(await daysOf(id)).toEqual([days[0], days[2]]);
    expect((await read(id)).data['summary']).toBe('Docket call');

    expect(await remove(`calendar_entries/${id}`)).toBe(204);
    expect((await read(String(data['id']))).data).toMatchObject({ summary: 'Moved', parent_calendar_entry: null });
  });

  test('of a series that nobody wrote before stays in it when the change is refused', async () => {
    const { id } = await first('calendar_entries', ({ recurrence_rule }) => /COUNT=\d+$/.test(String(recurrence_rule)));
    const days = await daysOf(String(id));
    expect((await patch(`calendar_entries/${days[0]}`, { end_at: '1999-01-01T00:00:00Z' })).status).toBe(422);
    expect(await daysOf(String(id))).toEqual(days);
  });

  test('that is deleted leaves the series, whose etag moves on, and the last one takes it along', async () => {
    const { id, days } = await series(2);
    const etag = async () => (await client.get(`calendar_entries/${id}`)).headers.get('etag');
    const before = await etag();
    expect(await remove(`calendar_entries/${days[0]}`)).toBe(204);
    expect(await remove(`calendar_entries/${days[0]}`)).toBe(404);
    expect(await etag()).not.toBe(before);
    const rule = (await read(id)).data['recurrence_rule'];
    await patch(`calendar_entries/${id}`, { recurrence_rule: rule, summary: 'Written back' });
    expect(await daysOf(id)).toEqual([days[1]]);
    expect(await remove(`calendar_entries/${days[1]}`)).toBe(204);
    expect((await read(id)).status).toBe(404);
  });
});

describe('notes and communications', () => {
  test('a note needs the relation its type names, and keeps the allowed tags of rich text', async () => {
    const matter = await first('matters');
    expect((await post('notes', { type: 'Contact', matter: { id: matter['id'] } })).status).toBe(422);
    expect((await post('notes', { matter: { id: matter['id'] } })).status).toBe(422);
    const rich = { detail_text_type: 'rich_text', detail: '<p>Spoke <script>x</script><b>today</b></p>' };
    const note = { type: 'Matter', matter: { id: matter['id'] }, subject: 'Call', ...rich };
    const { data } = await post('notes', note, 'id,type,detail,contact,matter{id}');
    expect(data).toMatchObject({
      type: 'Matter',
      detail: '<p>Spoke x<b>today</b></p>',
      contact: null,
      matter: { id: matter['id'] },
    });
    expect(await remove(`notes/${data['id']}`)).toBe(204);
  });

  test('a communication shows who wrote and who received', async () => {
    const user = await first('users');
    const contact = await first('contacts', ({ type }) => type === 'Company');
    const data = {
      type: 'EmailCommunication',
      subject: 'Lease',
      body: 'Please see attached.',
      received_at: '2026-03-02T09:00:00-08:00',
      senders: [{ id: contact['id'], type: 'Contact' }],
      receivers: [{ id: user['id'], type: 'User' }],
    };
    const made = await post('communications', data, 'id,date,senders{id,type},receivers{id,type}');
    expect(made.data).toMatchObject({
      date: '2026-03-02',
      senders: [{ id: contact['id'], type: 'Company' }],
      receivers: [{ id: user['id'], type: 'User' }],
    });
    expect((await post('communications', { ...data, body: undefined })).status).toBe(422);
    const found = await client.all(`communications?contact_id=${contact['id']}&order=id(asc)`);
    expect(found.map(({ id }) => id)).toContain(made.data['id']);
  });
});

describe('bank accounts and transactions', () => {
  const trustAccount = () => first('bank_accounts', ({ type }) => type === 'Trust');
  const balance = async (record: Json) =>
    Number((await first('bank_accounts', ({ id }) => id === record['id']))['balance']);

  test('money into trust is the matter’s, and never more goes out than is there', async () => {
    const account = await trustAccount();
    const matter = await first('matters', ({ status }) => status === 'Open');
    const had = (matter['account_balances'] as { balance: number }[])[0]?.balance ?? 0;
    const base = { bank_account: { id: account['id'] }, matter: { id: matter['id'] }, date: '2026-03-02' };
    const { data } = await post('bank_transactions', { ...base, amount: 100.1 }, 'id,funds_in,current_account_balance');
    expect(data).toMatchObject({ funds_in: 100.1, current_account_balance: await balance(account) });
    const after = await first('matters', ({ id }) => id === matter['id']);
    expect((after['account_balances'] as { balance: number }[])[0]?.balance).toBeCloseTo(had + 100.1, 5);
    expect((await post('bank_transactions', { ...base, amount: -(had + 100.11) })).status).toBe(422);
    expect((await post('bank_transactions', { ...base, matter: undefined, amount: 5 })).status).toBe(422);
    expect(ledgerFaults(firm())).toEqual([]);
  });

  test('a transaction that is deleted never was: later balances are those without it', async () => {
    const account = await first('bank_accounts', ({ default_account }) => default_account === true);
    const before = await balance(account);
    const base = { bank_account: { id: account['id'] }, date: '2026-03-02' };
    const { data: gone } = await post('bank_transactions', { ...base, amount: 10 });
    await post('bank_transactions', { ...base, amount: 5 });
    expect((await patch(`bank_transactions/${gone['id']}`, { amount: 11 })).status).toBe(422);
    expect(await remove(`bank_transactions/${gone['id']}`)).toBe(204);
    expect(await balance(account)).toBeCloseTo(before + 5, 5);
    expect(ledgerFaults(firm())).toEqual([]);
  });

  test('what belongs to a payment cannot be deleted, nor an account with transactions', async () => {
    const paid = await first('bank_transactions', ({ allocation }) => allocation !== null);
    expect(await remove(`bank_transactions/${paid['id']}`)).toBe(422);
    expect(await remove(`bank_accounts/${(paid['bank_account'] as Json)['id']}`)).toBe(422);
    const { data } = await post(
      'bank_accounts',
      { type: 'Operating', currency: 'USD', name: 'New', balance: 12.5 },
      'id,balance',
    );
    expect(data).toMatchObject({ balance: 12.5 });
    const { data: empty } = await post('bank_accounts', { type: 'Trust', currency: 'USD', name: 'Empty' });
    expect(await remove(`bank_accounts/${empty['id']}`)).toBe(204);
    expect(ledgerFaults(firm())).toEqual([]);
  });

  test('a bill that is paid gets a payment, an allocation and its movement on the account', async () => {
    const bill = await first('bills', ({ state, paid }) => state === 'awaiting_payment' && paid === 0);
    const { data } = await patch(`bills/${bill['id']}`, { state: 'paid' }, 'state,paid,balance');
    expect(data).toEqual({ state: 'paid', paid: bill['total'], balance: 0 });
    const [allocation] = await client.all(`allocations?bill_id=${bill['id']}&fields=amount,parent{type},bill{id}`);
    expect(allocation).toMatchObject({ amount: bill['total'], parent: { type: 'Payment' }, bill: { id: bill['id'] } });
    const moved = await first('bank_transactions', (row) => (row['bill'] as Json | null)?.['id'] === bill['id']);
    expect(moved['funds_in']).toBe(bill['total']);
    expect(ledgerFaults(firm())).toEqual([]);
  });
});
