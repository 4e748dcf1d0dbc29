import { type Clio, isObject, type Json } from './clio.ts';
import { cents, equals, hasFields, hasStatus, holds } from './expectations.ts';
import { must, type Requirement, Skipped } from './requirement.ts';

/** With an offset in figures: `2025-08-14T00:15:35-04:00`. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Every collection there is, in the order of its number here; new ones go to the end. */
const collections = [
  'users',
  'matters',
  'contacts',
  'activities',
  'activity_descriptions',
  'tasks',
  'calendar_entries',
  'bills',
  'documents',
  'folders',
  'practice_areas',
  'matter_stages',
  'notes',
  'communications',
  'custom_fields',
  'relationships',
  'bank_accounts',
  'bank_transactions',
  'trust_line_items',
  'allocations',
  'line_items',
  'expense_categories',
  'credit_memos',
  'groups',
  'calendars',
  'task_types',
] as const;

/** What a list needs beside its name, and those that can only be listed. */
const queries: Readonly<Record<string, string>> = { notes: '&type=Matter', custom_fields: '&parent_type=matter' };
const listedOnly = ['line_items', 'matter_stages', 'trust_line_items'];
const withoutEtag: readonly string[] = [];

const resources = collections.map((name, index) =>
  must(
    `RESOURCE-${String(index + 1).padStart(2, '0')}`,
    '§6',
    'reading',
    `${name} can be listed, and each record read by its id`,
    async (clio) => {
      const record = await clio.first(`${name}?limit=1${queries[name] ?? ''}`);
      hasFields(record, withoutEtag.includes(name) ? ['id'] : ['etag', 'id'], `one of ${name}`);
      if (listedOnly.includes(name)) return;
      equals((await clio.record(`${name}/${record['id']}`))['id'], record['id'], 'the id');
    },
  ),
);

const several = async (clio: Clio, path: string): Promise<Json[]> => {
  const { data } = await clio.page(path);
  if (data.length === 0) throw new Skipped(`the firm has nothing in ${path}`);
  return data;
};

export const data: readonly Requirement[] = [
  ...resources,
  must('DATA-01', '§6', 'reading', 'ids are numbers', async (clio) => {
    for (const name of ['matters', 'activities', 'bills']) {
      holds(
        (await several(clio, `${name}?limit=5`)).every(({ id }) => Number.isSafeInteger(id)),
        `numbers as ids of ${name}`,
      );
    }
  }),
  must('DATA-02', '§6', 'reading', 'but those of calendar entries are texts', async (clio) => {
    holds(
      (await several(clio, 'calendar_entries?limit=5')).every(({ id }) => typeof id === 'string'),
      'texts as ids',
    );
  }),
  must('DATA-03', '§6', 'reading', 'timestamps carry an offset in figures, not Z', async (clio) => {
    for (const row of await several(clio, 'matters?limit=5&fields=created_at,updated_at')) {
      for (const value of Object.values(row)) holds(instant.test(String(value)), `such a timestamp, got ${value}`);
    }
  }),
  must('DATA-04', '§6', 'reading', 'money is a number', async (clio) => {
    for (const row of await several(clio, 'bills?limit=5&fields=total,balance,paid')) {
      for (const value of Object.values(row))
        holds(typeof value === 'number', `a number, got ${JSON.stringify(value)}`);
    }
  }),
  must('DATA-05', '§6.6', 'reading', 'the priority of a task comes back in lower case', async (clio) => {
    for (const { priority } of await several(clio, 'tasks?limit=20&fields=priority')) {
      holds(['high', 'normal', 'low'].includes(String(priority)), `lower case, got ${priority}`);
    }
  }),
  must('DATA-06', '§6', 'reading', 'days are plain dates', async (clio) => {
    for (const { date } of await several(clio, 'activities?limit=5&fields=date')) {
      holds(day.test(String(date)), `a date, got ${date}`);
    }
  }),
  must('DATA-07', '§6.1', 'reading', 'subscription_type is Attorney or NonAttorney', async (clio) => {
    for (const { subscription_type: type } of await several(clio, 'users?fields=subscription_type')) {
      holds(['Attorney', 'NonAttorney'].includes(String(type)), `one of both, got ${type}`);
    }
  }),
  must('DATA-08', '§6.17', 'reading', 'ids of custom field values are their type and a number', async (clio) => {
    const matters = await several(clio, 'matters?limit=100&fields=custom_field_values{id,value}');
    const values = matters.flatMap((matter) => (matter['custom_field_values'] as { id: unknown }[] | null) ?? []);
    if (values.length === 0) throw new Skipped('no matter has a value in a custom field');
    for (const { id } of values) holds(id === null || /^[a-z_]+-\d+$/.test(String(id)), `such an id, got ${id}`);
  }),
  must('DATA-09', '§6.7', 'reading', 'the owner of a calendar entry is a calendar', async (clio) => {
    const { calendar_owner: owner } = await clio.first('calendar_entries?limit=1&fields=calendar_owner{id,type}');
    const { id, type } = (owner ?? {}) as { id?: number; type?: string };
    holds(/Calendar$/.test(type ?? ''), `a type of calendar, got ${type}`);
    hasStatus(await clio.get(`calendars/${id}`), 200);
  }),
  must(
    'DATA-10',
    '§6.8',
    'simulator',
    'what a bill was paid and credited and its balance are what was due',
    async (clio) => {
      for (const bill of await several(clio, 'bills?limit=200&fields=id,state,due,paid,balance,credits_issued')) {
        if (bill['state'] === 'void' || bill['state'] === 'deleted') continue;
        const settled = cents(bill['paid']) + cents(bill['credits_issued']) + cents(bill['balance']);
        equals(settled, cents(bill['due']), `the settled cents of bill ${bill['id']}`);
      }
    },
  ),
  must('DATA-11', '§6.25', 'reading', 'a bill is the sum of its lines with their tax', async (clio) => {
    const { id, sub_total: subTotal } = await clio.first('bills?limit=1&state=paid&fields=id,sub_total');
    const lines = await several(clio, `line_items?bill_id=${id}&limit=200&fields=sub_total`);
    equals(
      lines.reduce((sum, line) => sum + cents(line['sub_total']), 0),
      cents(subTotal),
      'the cents of the lines',
    );
  }),
  must(
    'DATA-12',
    '§6.3',
    'reading',
    'a contact is a Person or a Company, and a company has no first name',
    async (clio) => {
      for (const row of await several(clio, 'contacts?limit=100&fields=type,first_name,name')) {
        holds(row['type'] === 'Person' || (row['type'] === 'Company' && row['first_name'] === null), 'one of both');
      }
    },
  ),
  must('DATA-13', '§6.2', 'reading', 'the responsible attorney of a matter is a relation to a user', async (clio) => {
    const found = (await several(clio, 'matters?limit=20&fields=responsible_attorney')).find((row) =>
      isObject(row['responsible_attorney']),
    );
    if (!found) throw new Skipped('no matter has a responsible attorney');
    hasFields(found['responsible_attorney'] as Json, ['etag', 'id'], 'the attorney');
  }),
  must('DATA-14', '§6.10', 'reading', 'versions of a document count from 1', async (clio) => {
    const { id } = await clio.first('documents?limit=1');
    const versions = await several(clio, `documents/${id}/versions?fields=version_number,fully_uploaded,uuid`);
    equals(
      versions.map((version) => version['version_number']),
      versions.map((_, index) => index + 1),
      'the numbers',
    );
  }),
  must(
    'DATA-15',
    '§6.24',
    'reading',
    'what a bill was paid is the sum of its valid allocations of payments',
    async (clio) => {
      const bill = await clio.first('bills?state=paid&limit=1&fields=id,paid,credits_issued');
      const { data: shares } = await clio.page(
        `allocations?bill_id=${bill['id']}&status=valid&limit=200&fields=amount,parent{type}`,
      );
      const of = (type: string) =>
        shares
          .filter((share) => isObject(share['parent']) && share['parent']['type'] === type)
          .reduce((sum, share) => sum + cents(share['amount']), 0);
      equals(of('Payment'), cents(bill['paid']), 'the cents of payments');
      equals(of('CreditMemo'), cents(bill['credits_issued']), 'the cents of credit');
    },
  ),
  must(
    'DATA-16',
    '§6.21',
    'simulator',
    'an account has what its last transaction says, and the sum of all',
    async (clio) => {
      for (const { id, balance } of await several(clio, 'bank_accounts?fields=id,balance')) {
        const { data: rows } = await clio.page(
          `bank_transactions?bank_account_id=${id}&order=id(desc)&limit=200&fields=amount,current_account_balance`,
        );
        if (rows.length === 0) continue;
        equals(cents(rows[0]?.['current_account_balance']), cents(balance), `the cents of account ${id}`);
        for (const [index, row] of rows.slice(0, -1).entries()) {
          const before = cents(rows[index + 1]?.['current_account_balance']);
          equals(before + cents(row['amount']), cents(row['current_account_balance']), 'the running balance');
        }
      }
    },
  ),
];
