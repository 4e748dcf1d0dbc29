import type { Clio, Json } from './clio.ts';
import { equals, hasStatus, holds, isErrorA } from './expectations.ts';
import { must, type Requirement, Skipped } from './requirement.ts';

/** A contact of its own, to be changed and deleted. */
const person = (clio: Clio, more: Json = {}) =>
  clio.write('POST', 'contacts?fields=id,etag,name,first_name', {
    type: 'Person',
    first_name: 'Con',
    last_name: 'Formance',
    ...more,
  });

const company = (clio: Clio) => clio.write('POST', 'contacts', { type: 'Company', name: 'Conformance Ltd' });

/** A matter of its own. */
async function matterFor(clio: Clio, client: Json, more: Json = {}): Promise<Json> {
  return clio.write('POST', 'matters?fields=id,etag,status', {
    client: { id: client['id'] },
    description: 'Conformance',
    ...more,
  });
}

const without = async (clio: Clio, path: string, what: string): Promise<Json> => {
  const [found] = (await clio.page(path)).data;
  if (!found) throw new Skipped(`the firm has no ${what}`);
  return found;
};

async function refused(
  clio: Clio,
  method: string,
  path: string,
  data: Json | undefined,
  ...statuses: number[]
): Promise<void> {
  const answer = await clio.ask(method, path, data ? { data } : {});
  hasStatus(answer, ...statuses);
  isErrorA(answer);
}

export const writes: readonly Requirement[] = [
  must('WRITE-01', '§4.3', 'writing', 'a body without data is refused', async (clio) => {
    for (const body of ['{"type":"Person","first_name":"A"}', 'name=A', '[]', '']) {
      hasStatus(await clio.ask('POST', 'contacts', { body }), 400, 422);
    }
  }),
  must('WRITE-02', '§6', 'writing', 'creating answers 201, changing 200, deleting 204 without a body', async (clio) => {
    const { id } = await person(clio);
    hasStatus(await clio.ask('PATCH', `contacts/${id}`, { data: { first_name: 'Changed' } }), 200);
    const gone = await clio.ask('DELETE', `contacts/${id}`);
    hasStatus(gone, 204);
    equals(gone.text, '', 'the body');
  }),
  must('WRITE-03', '§4.3', 'writing', 'unknown keys are dropped in silence', async (clio) => {
    const { id } = await person(clio, { colour: 'red' });
    await clio.write('PATCH', `contacts/${id}`, { flavour: 'sweet' });
    hasStatus(await clio.get(`contacts/${id}?fields=colour`), 400);
  }),
  must('WRITE-04', '§4.3', 'writing', 'the same POST twice makes two records', async (clio) => {
    const [one, other] = [await person(clio), await person(clio)];
    holds(one['id'] !== other['id'], 'two ids');
  }),
  must('WRITE-05', '§4.6', 'writing', 'a second DELETE is 404, and so is reading what is gone', async (clio) => {
    const { id } = await person(clio);
    hasStatus(await clio.ask('DELETE', `contacts/${id}`), 204);
    hasStatus(await clio.ask('DELETE', `contacts/${id}`), 404);
    hasStatus(await clio.get(`contacts/${id}`), 404);
  }),
  must('WRITE-06', '§6.3', 'writing', 'a contact has a type, a person a name', async (clio) => {
    await refused(clio, 'POST', 'contacts', { first_name: 'A' }, 422);
    await refused(clio, 'POST', 'contacts', { type: 'Person' }, 422);
  }),
  must('WRITE-07', '§4.5', 'writing', 'a contact has at most twenty emails, phones and addresses', async (clio) => {
    const { id } = await company(clio);
    const many = (entry: Json) => Array.from({ length: 21 }, () => entry);
    await refused(
      clio,
      'PATCH',
      `contacts/${id}`,
      { email_addresses: many({ name: 'Work', address: 'a@b.example' }) },
      422,
    );
    await refused(clio, 'PATCH', `contacts/${id}`, { phone_numbers: many({ name: 'Work', number: '555' }) }, 422);
    await refused(clio, 'PATCH', `contacts/${id}`, { addresses: many({ name: 'Work', city: 'A' }) }, 422);
    hasStatus(
      await clio.ask('PATCH', `contacts/${id}`, {
        data: { email_addresses: many({ name: 'Work', address: 'a@b.example' }).slice(1) },
      }),
      200,
    );
  }),
  must(
    'WRITE-08',
    '§4.3',
    'writing',
    'entries of a list are added, changed by id, and taken away with _destroy',
    async (clio) => {
      const { id } = await company(clio);
      const path = `contacts/${id}?fields=email_addresses{id,address}`;
      const added = await clio.write('PATCH', path, { email_addresses: [{ name: 'Work', address: 'one@b.example' }] });
      const [first] = added['email_addresses'] as { id: number }[];
      const changed = await clio.write('PATCH', path, {
        email_addresses: [{ id: first?.id, address: 'two@b.example' }],
      });
      equals(changed['email_addresses'], [{ id: first?.id, address: 'two@b.example' }], 'the entries');
      const gone = await clio.write('PATCH', path, { email_addresses: [{ id: first?.id, _destroy: true }] });
      equals(gone['email_addresses'], [], 'the entries');
    },
  ),
  must(
    'WRITE-09',
    '§8.15',
    'writing',
    'primary email and phone follow from the lists and cannot be written',
    async (clio) => {
      const made = await person(clio, { primary_email_address: 'direct@b.example' });
      const path = `contacts/${made['id']}?fields=primary_email_address`;
      equals((await clio.record(path))['primary_email_address'], null, 'primary_email_address');
      await clio.write('PATCH', `contacts/${made['id']}`, {
        email_addresses: [{ name: 'Work', address: 'listed@b.example', default_email: true }],
      });
      equals((await clio.record(path))['primary_email_address'], 'listed@b.example', 'primary_email_address');
    },
  ),
  must('WRITE-10', '§6.3', 'writing', 'the client of a matter cannot be deleted', async (clio) => {
    const client = await company(clio);
    await matterFor(clio, client);
    await refused(clio, 'DELETE', `contacts/${client['id']}`, undefined, 409, 422);
  }),
  must('WRITE-11', '§7.2', 'writing', 'a contact with open bills is 409', async (clio) => {
    const bill = await without(clio, 'bills?state=awaiting_payment&limit=1&fields=client{id}', 'unpaid bill');
    await refused(clio, 'DELETE', `contacts/${(bill['client'] as { id: number }).id}`, undefined, 409);
  }),
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
  must('WRITE-16', '§6.4', 'writing', 'an activity that is on a bill is locked', async (clio) => {
    const line = await without(clio, 'line_items?limit=1&fields=activity{id}', 'line item');
    const { id } = (line['activity'] ?? {}) as { id?: number };
    await refused(clio, 'PATCH', `activities/${id}`, { note: 'changed' }, 422);
    await refused(clio, 'DELETE', `activities/${id}`, undefined, 422);
  }),
  must('WRITE-17', '§6.4', 'writing', 'an activity needs a type and a date', async (clio) => {
    await refused(clio, 'POST', 'activities', { date: '2026-01-05', quantity: 3600 }, 422);
    await refused(clio, 'POST', 'activities', { type: 'TimeEntry', quantity: 3600 }, 422);
  }),
  must('WRITE-18', '§8.4', 'writing', 'the quantity of a time entry is written in seconds', async (clio) => {
    const matter = await matterFor(clio, await company(clio));
    const made = await clio.write('POST', 'activities?fields=quantity,quantity_in_hours', {
      type: 'TimeEntry',
      date: '2026-01-05',
      quantity: 5400,
      matter: { id: matter['id'] },
    });
    equals([made['quantity'], made['quantity_in_hours']], [5400, 1.5], 'seconds and hours');
  }),
  must('WRITE-19', '§8.18', 'writing', 'bills cannot be created', async (clio) => {
    hasStatus(await clio.ask('POST', 'bills', { data: { memo: 'x' } }), 404, 405);
  }),
  must('WRITE-20', '§4.6', 'writing', 'DELETE of an unpaid bill voids it', async (clio) => {
    const bill = await without(
      clio,
      'bills?state=awaiting_payment&limit=50&fields=id,paid,credits_issued',
      'unpaid bill',
    );
    const { data } = await clio.page('bills?state=awaiting_payment&limit=200&fields=id,paid,credits_issued');
    const unpaid = data.find((row) => row['paid'] === 0 && row['credits_issued'] === 0) ?? bill;
    hasStatus(await clio.ask('DELETE', `bills/${unpaid['id']}`), 204);
    equals((await clio.record(`bills/${unpaid['id']}?fields=state`))['state'], 'void', 'state');
  }),
  must('WRITE-21', '§6.8', 'writing', 'a bill with payments is not deleted', async (clio) => {
    const bill = await without(clio, 'bills?state=paid&limit=1', 'paid bill');
    await refused(clio, 'DELETE', `bills/${bill['id']}`, undefined, 409, 422);
  }),
  must('WRITE-22', '§8.25', 'writing', 'a second value for the same custom field is 422', async (clio) => {
    const field = await clio.write('POST', 'custom_fields', {
      name: `Conformance ${Math.random()}`,
      parent_type: 'Contact',
      field_type: 'text_line',
    });
    const { id } = await company(clio);
    const values = { custom_field_values: [{ custom_field: { id: field['id'] }, value: 'one' }] };
    await clio.write('PATCH', `contacts/${id}`, values);
    await refused(clio, 'PATCH', `contacts/${id}`, values, 422);
  }),
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
  must('WRITE-27', '§8.3', 'writing', 'keys that follow from others are refused on activities', async (clio) => {
    const matter = await matterFor(clio, await company(clio));
    const made = await clio.write('POST', 'activities', {
      type: 'TimeEntry',
      date: '2026-01-05',
      quantity: 360,
      matter: { id: matter['id'] },
    });
    for (const field of ['rounded_quantity', 'total', 'billed']) {
      await refused(clio, 'PATCH', `activities/${made['id']}`, { [field]: 1 }, 422);
    }
  }),
  must('WRITE-28', '§6.9', 'writing', 'what a document is to lie in has to be there', async (clio) => {
    await refused(clio, 'POST', 'documents', { name: 'x', parent: { id: 1, type: 'Matter' } }, 404);
    await refused(clio, 'POST', 'documents', { name: 'x' }, 422);
  }),
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
  must('ACCESS-06', '§4.5', 'reading', 'emails and phones of a contact can be listed from 4.0.11 on', async (clio) => {
    const { id } = await clio.first('contacts?limit=1');
    hasStatus(await clio.get(`contacts/${id}/email_addresses`, { 'X-API-VERSION': '4.0.11' }), 200);
    hasStatus(await clio.get(`contacts/${id}/phone_numbers`, { 'X-API-VERSION': '4.0.11' }), 200);
  }),
  must('ACCESS-07', '§6.2', 'reading', 'the client of a matter can be asked for', async (clio) => {
    const matter = await clio.first('matters?limit=1&fields=id,client{id}');
    const client = await clio.record(`matters/${matter['id']}/client`);
    equals(client['id'], (matter['client'] as { id: number }).id, 'the id');
  }),
  must('ACCESS-08', '§6.19', 'reading', 'outstanding balances can be listed', async (clio) => {
    const record = await clio.first('outstanding_client_balances?limit=1&fields=id,total_outstanding_balance');
    holds(typeof record['total_outstanding_balance'] === 'number', 'a number');
  }),
  must('ACCESS-09', '§6.28', 'reading', 'matters with unbilled work can be listed', async (clio) => {
    const record = await clio.first('billable_matters?limit=1&fields=id,unbilled_hours,unbilled_amount');
    holds(typeof record['unbilled_amount'] === 'number', 'a number');
  }),
];

/** Takes something away from everyone at the firm, and gives it back. */
async function denied(clio: Clio, rule: Json, act: () => Promise<void>): Promise<void> {
  const { accountId } = clio.simulator;
  hasStatus(await clio.simulator.control('POST', 'permissions', { accountId, ...rule }), 200);
  try {
    await act();
  } finally {
    await clio.simulator.control('POST', 'permissions', { accountId });
  }
}
