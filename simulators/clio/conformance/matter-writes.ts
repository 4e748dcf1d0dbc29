import type { Json } from './clio.ts';
import { equals, holds } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';
import { company, matterFor, refused } from './written.ts';

export const matterWrites: readonly Requirement[] = [
  must('WRITE-12', '§6.2', 'writing', 'a matter needs a client and a description', async (clio) => {
    const client = await company(clio);
    await refused(clio, 'POST', 'matters', { description: 'x' }, 422);
    await refused(clio, 'POST', 'matters', { client: { id: client['id'] } }, 422);
  }),
  must(
    'WRITE-13',
    '§4.2',
    'writing',
    'the status of a matter is written in lower case and read capitalised',
    async (clio) => {
      const matter = await matterFor(clio, await company(clio));
      equals(
        (await clio.write('PATCH', `matters/${matter['id']}?fields=status`, { status: 'closed' }))['status'],
        'Closed',
        'status',
      );
    },
  ),
  must('WRITE-14', '§4.3', 'writing', 'null for a relation changes nothing, {"id":null} is 422', async (clio) => {
    const { id: user } = await clio.record('users/who_am_i');
    const matter = await matterFor(clio, await company(clio), { responsible_attorney: { id: user } });
    const path = `matters/${matter['id']}?fields=responsible_attorney{id}`;
    await clio.write('PATCH', path, { responsible_attorney: null });
    equals((await clio.record(path))['responsible_attorney'], { id: user }, 'responsible_attorney');
    await refused(clio, 'PATCH', path, { responsible_attorney: { id: null } }, 422);
  }),
  must('WRITE-15', '§8.5', 'writing', 'billing_method cannot be written, custom_rate can', async (clio) => {
    const matter = await matterFor(clio, await company(clio));
    const path = `matters/${matter['id']}?fields=billing_method`;
    const before = (await clio.record(path))['billing_method'];
    equals(
      (await clio.write('PATCH', path, { billing_method: 'contingency' }))['billing_method'],
      before,
      'billing_method',
    );
    equals(
      (await clio.write('PATCH', path, { custom_rate: { type: 'ContingencyFee' } }))['billing_method'],
      'contingency',
      'billing_method',
    );
  }),
  must(
    'WRITE-39',
    '§6.2',
    'writing',
    'the number of a matter stays until it is asked to be made anew',
    async (clio) => {
      const client = await company(clio);
      const { id } = await matterFor(clio, client);
      const path = `matters/${id}?fields=display_number`;
      const before = (await clio.record(path))['display_number'];
      await clio.write('PATCH', `contacts/${client['id']}`, { name: 'Renamed Ltd' });
      const other = await clio.write('POST', 'contacts', { type: 'Company', name: 'Another Ltd' });
      equals((await clio.record(path))['display_number'], before, 'the number after the client has another name');
      const moved = await clio.write('PATCH', path, { client: { id: other['id'] } });
      equals(moved['display_number'], before, 'the number after the matter has another client');
      const made = await clio.write('PATCH', path, { reset_matter_number: true });
      holds(made['display_number'] !== before, 'another number');
    },
  ),
  must('WRITE-40', '§6.2', 'writing', 'the statute of limitations of a matter is a task', async (clio) => {
    const { id } = await matterFor(clio, await company(clio));
    const path = `matters/${id}?fields=statute_of_limitations{id,due_at,statute_of_limitations,status}`;
    const limitation = async (data: Json) =>
      (await clio.write('PATCH', path, { statute_of_limitations: data }))['statute_of_limitations'] as Json;
    const made = await limitation({ due_at: '2027-05-01' });
    equals([made['due_at'], made['statute_of_limitations']], ['2027-05-01', true], 'the task');
    const moved = await limitation({ due_at: '2027-06-01', status: 'complete' });
    equals([moved['id'], moved['due_at'], moved['status']], [made['id'], '2027-06-01', 'complete'], 'the same task');
    equals((await clio.record(`tasks/${made['id']}?fields=matter{id}`))['matter'], { id }, 'its matter');
  }),
  must('WRITE-41', '§6.2', 'writing', 'a matter can be given to a group', async (clio) => {
    const group = await clio.write('POST', 'groups', { name: 'Conformance' });
    const { id } = await matterFor(clio, await company(clio));
    const data = { group: { id: group['id'] } };
    const written = await clio.write('PATCH', `matters/${id}?fields=group{id}`, data);
    equals(written, data, 'the matter');
    const found = await clio.page(`matters?group_id=${group['id']}`);
    equals(
      found.data.map((row) => row['id']),
      [id],
      'the ids of its matters',
    );
  }),
  must(
    'WRITE-43',
    '§6.2',
    'writing',
    'a budget and a retainer are kept, and the retainer can be asked for',
    async (clio) => {
      const { id } = await matterFor(clio, await company(clio));
      const fields = 'matter_budget{budget,include_expenses},evergreen_retainer{minimum_threshold}';
      const data = {
        matter_budget: { budget: 5000, include_expenses: true },
        evergreen_retainer: { minimum_threshold: 750 },
      };
      equals(await clio.write('PATCH', `matters/${id}?fields=${fields}`, data), data, 'the matter');
      const having = async (wanted: boolean) =>
        (await clio.page(`matters?evergreen_retainer_filter=${wanted}&ids[]=${id}`)).data.length;
      equals([await having(true), await having(false)], [1, 0], 'the matters with and without one');
    },
  ),
];
