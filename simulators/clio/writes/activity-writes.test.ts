import { describe, expect, test } from '@jest/globals';
import {
  client,
  firm,
  idIn,
  isOpen,
  one,
  patch,
  post,
  read,
  remove,
  simulator,
  writingSimulator,
} from './writing-client.ts';

writingSimulator();

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

describe('what an activity is recorded for', () => {
  const kinds = [
    ['task', 'tasks', 'task_id'],
    ['calendar_entry', 'calendar_entries', 'calendar_entry_id'],
    ['communication', 'communications', 'communication_id'],
    ['matter_note', 'notes', 'matter_note_id'],
  ] as const;
  const subject = (collection: string) =>
    one(collection, ({ type, time_entries_count }) => type !== 'Contact' && time_entries_count === 0);
  const countOf = async (collection: string, id: unknown) => {
    const { data } = await read(`${collection}/${id}`, 'etag,time_entries_count');
    return [data['etag'], data['time_entries_count']];
  };

  test.each(kinds)('as a %s both show it, until one of them goes', async (key, collection, filter) => {
    const { id } = await subject(collection);
    const matter = await one('matters', isOpen);
    const [etag, none] = await countOf(collection, id);
    expect(none).toBe(0);
    const entry = { type: 'TimeEntry', date: '2026-03-02', quantity: 360, matter: { id: matter.id } };
    const made = await post('activities', { ...entry, [key]: { id: Number(id) } }, `id,${key}{id},subject{id,type}`);
    expect(Number(idIn(made.data, key))).toBe(id);
    const [after, count] = await countOf(collection, id);
    expect([count, after === etag]).toEqual([1, false]);
    const found = await one('activities', (activity) => activity['id'] === made.data['id']);
    expect(Number(idIn(found, key))).toBe(Number(id));
    const { data: listed } = await client.list(`activities?${filter}=${id}&fields=id`);
    expect(listed).toEqual([{ id: made.data['id'] }]);

    expect(await remove(`activities/${made.data['id']}`)).toBe(204);
    expect((await countOf(collection, id))[1]).toBe(0);
    const again = await post('activities', { ...entry, [key]: { id: Number(id) } }, 'id');
    expect(await remove(`${collection}/${id}`)).toBe(204);
    expect((await read(`activities/${again.data['id']}`, `${key}{id}`)).data).toEqual({ [key]: null });
  });

  test('moves from one thing to another, and both notice', async () => {
    const [task, letter] = [await subject('tasks'), await subject('communications')];
    const matter = await one('matters', isOpen);
    const entry = { type: 'TimeEntry', date: '2026-03-02', quantity: 360, matter: { id: matter.id } };
    const { data } = await post('activities', { ...entry, task: { id: task.id } }, 'id');
    const before = [await countOf('tasks', task.id), await countOf('communications', letter.id)];
    const moved = await patch(
      `activities/${data['id']}`,
      { communication: { id: letter.id } },
      'task{id},communication{id}',
    );
    expect(moved.data).toEqual({ task: null, communication: { id: letter.id } });
    const after = [await countOf('tasks', task.id), await countOf('communications', letter.id)];
    expect([before.map(([, count]) => count), after.map(([, count]) => count)]).toEqual([
      [1, 0],
      [0, 1],
    ]);
    for (const [index, [etag]] of after.entries()) expect(etag).not.toBe(before[index]?.[0]);
    expect((await patch(`activities/${data['id']}`, { communication: null }, 'subject{id}')).data).toEqual({
      subject: null,
    });
  });

  test('an expense has the code of its category unless it is given one, and codes are known by their ids', async () => {
    const code = (name: string) => firm().utbmsCodes.find((known) => known['code'] === name)?.id;
    const category = await post('expense_categories', { name: 'Copies', utbms_code: { id: code('E101') } }, 'id');
    const matter = await one('matters', isOpen);
    const expense = { type: 'SoftCostEntry', date: '2026-03-02', price: 1, matter: { id: matter.id } };
    const filed = { ...expense, expense_category: { id: category.data['id'] } };
    const shown = 'id,utbms_expense{code}';
    const made = await post('activities', filed, shown);
    expect(made.data).toMatchObject({ utbms_expense: { code: 'E101' } });
    const coded = await post('activities', { ...filed, utbms_expense: { id: code('E112') } }, shown);
    expect(coded.data).toMatchObject({ utbms_expense: { code: 'E112' } });
    const none = await patch(`activities/${made.data['id']}`, { utbms_expense: null }, 'utbms_expense');
    expect(none.data).toEqual({ utbms_expense: null });
    // One of time, and none at all.
    for (const id of [code('A102'), 1]) {
      expect((await post('activities', { ...expense, utbms_expense: { id } })).status).toBe(404);
    }
  });
});
