import { denied } from './denied.ts';
import { equals, hasStatus, holds, isErrorA } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';

export const permissions: readonly Requirement[] = [
  must('ACCESS-01', '§7.2', 'simulator', 'an area that is missing is 403, for reading and for writing', (clio) =>
    denied(clio, { denied: ['Tasks'] }, async () => {
      const answer = await clio.get('tasks?limit=1');
      hasStatus(answer, 403);
      isErrorA(answer);
      hasStatus(await clio.ask('POST', 'tasks', { data: { name: 'x' } }), 403);
      hasStatus(await clio.get('matters?limit=1'), 200);
    }),
  ),
  must('ACCESS-02', '§6', 'simulator', 'without Billing or Accounting relations become {"redacted":true}', (clio) =>
    denied(clio, { denied: ['Billing', 'Accounting'] }, async () => {
      const matter = await clio.first('matters?limit=1&fields=custom_rate,account_balances');
      equals(matter, { custom_rate: { redacted: true }, account_balances: { redacted: true } }, 'the matter');
    }),
  ),
  must('ACCESS-03', '§6', 'simulator', 'hours that may not be seen are null, and quantity_redacted says so', (clio) =>
    denied(clio, { redacted: ['hours'] }, async () => {
      const entry = await clio.first('activities?type=TimeEntry&limit=1&fields=quantity,quantity_redacted');
      equals(entry, { quantity: null, quantity_redacted: true }, 'the activity');
    }),
  ),
  must('ACCESS-04', '§6.7', 'simulator', 'private entries of a calendar keep their times and lose the rest', (clio) =>
    denied(clio, { redacted: ['private entries'] }, async () => {
      const { data } = await clio.page('calendar_entries?limit=200&fields=id,summary,start_at');
      holds(
        data.every((row) => row['start_at'] !== null),
        'the times',
      );
    }),
  ),
  must('ACCESS-05', '§4.6', 'simulator', 'to whoever is kept to their own matters the others are 404', async (clio) => {
    const all = (await clio.page('matters?limit=200')).data.map((row) => row['id']);
    await denied(clio, { visible: 'own' }, async () => {
      const own = new Set((await clio.page('matters?limit=200')).data.map((row) => row['id']));
      const hidden = all.find((id) => !own.has(id));
      holds(hidden !== undefined, 'matters that are hidden');
      hasStatus(await clio.get(`matters/${hidden}`), 404);
    });
  }),
  must('ACCESS-12', '§6.4', 'simulator', 'hours that may not be seen cannot be written either', async (clio) => {
    const entry = await clio.first('activities?type=TimeEntry&status=unbilled&limit=1&fields=id');
    await denied(clio, { redacted: ['hours'] }, async () => {
      hasStatus(await clio.ask('PATCH', `activities/${entry['id']}`, { data: { quantity: 60 } }), 403);
      hasStatus(await clio.ask('PATCH', `activities/${entry['id']}`, { data: { note: 'still mine' } }), 200);
    });
  }),
  must('ACCESS-13', '§1.6', 'simulator', 'who_am_i needs no permission', (clio) =>
    denied(clio, { denied: ['Users', 'Matters', 'Contacts'] }, async () => {
      hasStatus(await clio.get('users?limit=1'), 403);
      hasStatus(await clio.get('users/who_am_i?fields=id,name,account{name}'), 200);
    }),
  ),
  must('ACCESS-14', '§6.18', 'simulator', 'relationships need Matters and Contacts both', async (clio) => {
    for (const area of ['Matters', 'Contacts']) {
      await denied(clio, { denied: [area] }, async () => {
        hasStatus(await clio.get('relationships?limit=1'), 403);
      });
    }
    hasStatus(await clio.get('relationships?limit=1'), 200);
  }),
];
