import { describe, expect, test } from '@jest/globals';
import { client, type Json, one, patch, post, remove, writingSimulator } from './writing-client.ts';

writingSimulator();

describe('calendar entries', () => {
  test('belong to a calendar: the id of a user is 404', async () => {
    const user = await one('users');
    const calendar = await one('calendars', ({ type }) => type === 'UserCalendar');
    const contact = await one('contacts');
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
    const calendar = await one('calendars', ({ type }) => type === 'UserCalendar');
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
    const { id } = await one('calendar_entries', ({ recurrence_rule }) => /COUNT=\d+$/.test(String(recurrence_rule)));
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
