import type { Json } from './clio.ts';
import { equals, hasStatus, holds } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';
import { company, refused } from './written.ts';

export const officeWrites: readonly Requirement[] = [
  must('WRITE-23', '§6.6', 'writing', 'a task needs a name, a description and an assignee', async (clio) => {
    const { id } = await clio.record('users/who_am_i');
    const whole: Json = { name: 'x', description: 'y', assignee: { id, type: 'User' } };
    for (const left of Object.keys(whole)) {
      const data = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== left));
      await refused(clio, 'POST', 'tasks', data, 422);
    }
    await clio.write('POST', 'tasks', whole);
  }),
  must(
    'WRITE-24',
    '§7.2',
    'writing',
    'a status that a task does not know is 422, and the message lists those it does',
    async (clio) => {
      const { id } = await clio.record('users/who_am_i');
      const data = { name: 'x', description: 'y', assignee: { id, type: 'User' }, status: 'asleep' };
      const answer = await clio.ask('POST', 'tasks', { data });
      hasStatus(answer, 422);
      holds(
        /must be one of .*complete.*pending/.test(answer.text),
        `the known ones in the message, got ${answer.text}`,
      );
    },
  ),
  must(
    'WRITE-25',
    '§6.7',
    'writing',
    'the owner of a calendar entry is a calendar: a user’s id is 404',
    async (clio) => {
      const { id } = await clio.record('users/who_am_i');
      const entry = { summary: 'x', start_at: '2026-01-05T10:00:00Z', end_at: '2026-01-05T11:00:00Z' };
      await refused(clio, 'POST', 'calendar_entries', { ...entry, calendar_owner: { id } }, 404);
      const calendar = await clio.first('calendars?limit=1');
      const made = await clio.write('POST', 'calendar_entries', { ...entry, calendar_owner: { id: calendar['id'] } });
      equals(typeof made['id'], 'string', 'the type of the id');
    },
  ),
  must('WRITE-26', '§8.14', 'writing', 'a note needs the relation that its type names, not both', async (clio) => {
    const { id } = await clio.first('matters?limit=1');
    await clio.write('POST', 'notes', { type: 'Matter', subject: 'x', detail: 'y', matter: { id } });
    await refused(clio, 'POST', 'notes', { type: 'Contact', subject: 'x', matter: { id } }, 422);
  }),
  must('WRITE-28', '§6.9', 'writing', 'what a document is to lie in has to be there', async (clio) => {
    await refused(clio, 'POST', 'documents', { name: 'x', parent: { id: 1, type: 'Matter' } }, 404);
    await refused(clio, 'POST', 'documents', { name: 'x' }, 422);
  }),
  must(
    'WRITE-42',
    '§6.15',
    'writing',
    'appointments and letters are labelled by applications, and found by it',
    async (clio) => {
      const calendar = await clio.first('calendars?limit=1');
      const client = await company(clio);
      const value = `Conformance ${Math.random()}`;
      const label = { external_properties: [{ name: 'source', value }] };
      const appointment = { summary: 'x', start_at: '2026-01-05T10:00:00Z', end_at: '2026-01-05T11:00:00Z' };
      const senders = [{ id: client['id'], type: 'Contact' }];
      const letter = {
        type: 'EmailCommunication',
        subject: 'x',
        body: 'y',
        received_at: '2026-01-05T10:00:00Z',
        senders,
      };
      for (const [collection, data] of [
        ['calendar_entries', { ...appointment, calendar_owner: { id: calendar['id'] } }],
        ['communications', letter],
      ] as const) {
        const path = `${collection}?fields=id,external_properties{name,value}`;
        const made = await clio.write('POST', path, { ...data, ...label });
        equals(made['external_properties'], label.external_properties, `the labels of ${collection}`);
        const query = `external_property_name=source&external_property_value=${encodeURIComponent(value)}`;
        const found = await clio.page(`${collection}?${query}`);
        equals(
          found.data.map(({ id }) => id),
          [made['id']],
          `the ids of the ${collection} with it`,
        );
      }
    },
  ),
  must(
    'WRITE-44',
    '§6.7',
    'writing',
    'of a series one appointment can be deleted, or it and all that follow',
    async (clio) => {
      const calendar = await clio.write('POST', 'calendars', { name: `Conformance ${Math.random()}` });
      const series = await clio.write('POST', 'calendar_entries', {
        summary: 'weekly',
        start_at: '2026-01-05T10:00:00Z',
        end_at: '2026-01-05T11:00:00Z',
        recurrence_rule: 'FREQ=WEEKLY;COUNT=5',
        calendar_owner: { id: calendar['id'] },
      });
      const list = `calendar_entries?calendar_id=${calendar['id']}&expanded=true&fields=id`;
      const left = async () => (await clio.page(list)).data.map(({ id }) => id);
      const [first, second, third, fourth] = await left();
      await clio.write('PATCH', `calendar_entries/${second}`, { _deleted: 'single' });
      equals((await left()).slice(0, 3), [first, third, fourth], 'the ids without the second');
      await clio.write('PATCH', `calendar_entries/${third}`, { _deleted: 'future' });
      equals(await left(), [first], 'the ids before the third');
      await clio.write('PATCH', `calendar_entries/${series['id']}`, { _deleted: 'future' });
      hasStatus(await clio.get(`calendar_entries/${series['id']}`), 404);
    },
  ),
];
