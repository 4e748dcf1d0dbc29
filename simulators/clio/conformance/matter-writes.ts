import { equals } from './expectations.ts';
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
];
