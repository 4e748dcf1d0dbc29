import { equals, hasStatus, holds, isErrorA } from './expectations.ts';
import { must, type Requirement, Skipped, should } from './requirement.ts';

const idsOf = (data: readonly Readonly<Record<string, unknown>>[]) => data.map(({ id }) => id);

export const filters: readonly Requirement[] = [
  must('FILTER-01', '§4.2', 'reading', 'an unknown query parameter is ignored', async (clio) => {
    const all = await clio.get('matters?limit=2');
    hasStatus(all, 200);
    equals((await clio.get('matters?limit=2&colour=red&matter_ids=1')).body['data'], all.body['data'], 'the records');
  }),
  must('FILTER-02', '§4.2', 'reading', 'ids[] chooses records', async (clio) => {
    const wanted = idsOf((await clio.page('contacts?limit=2&order=id(asc)')).data);
    if (wanted.length < 2) throw new Skipped('the firm has fewer than two contacts');
    const query = wanted.map((id) => `ids[]=${id}`).join('&');
    equals(idsOf((await clio.page(`contacts?${query}&order=id(asc)`)).data), wanted, 'the ids');
  }),
  must('FILTER-03', '§4.2', 'reading', 'created_since leaves out what was created before', async (clio) => {
    equals((await clio.page('matters?created_since=2099-01-01T00:00:00Z')).data, [], 'the records');
  }),
  must('FILTER-04', '§4.2', 'reading', 'updated_since leaves out what was changed before', async (clio) => {
    const since = '2024-06-01T00:00:00Z';
    const { data } = await clio.page(`contacts?limit=50&updated_since=${since}&fields=id,updated_at`);
    holds(
      data.every((row) => Date.parse(String(row['updated_at'])) >= Date.parse(since)),
      `only changes since ${since}`,
    );
    equals((await clio.page('contacts?updated_since=2099-01-01T00:00:00Z')).data, [], 'the records');
  }),
  must('FILTER-05', '§4.2', 'reading', 'an instant that cannot be read is refused', async (clio) => {
    const answer = await clio.get('matters?updated_since=yesterday');
    hasStatus(answer, 400, 422);
    isErrorA(answer);
  }),
  must(
    'FILTER-06',
    '§4.2',
    'reading',
    'words of the query are lower case, those of the answer capitalised',
    async (clio) => {
      const { data } = await clio.page('matters?status=open&limit=20&fields=status');
      holds(
        data.every((row) => row['status'] === 'Open'),
        'only Open',
      );
    },
  ),
  must('FILTER-07', '§6.2', 'reading', 'status takes a comma list', async (clio) => {
    const { data } = await clio.page('matters?status=open,pending&limit=50&fields=status');
    holds(
      data.every((row) => row['status'] !== 'Closed'),
      'no Closed',
    );
  }),
  must('FILTER-08', '§4.2', 'reading', 'a word that the parameter does not know is refused', async (clio) => {
    hasStatus(await clio.get('matters?status=asleep'), 400, 422);
  }),
  must('FILTER-09', '§4.2', 'reading', 'dates take operators, and all of them must hold', async (clio) => {
    const query = 'open_date[]=%3E%3D2025-01-01&open_date[]=%3C%3D2025-12-31';
    const { data } = await clio.page(`matters?${query}&limit=100&fields=open_date`);
    holds(
      data.every((row) => /^2025-/.test(String(row['open_date']))),
      'only matters opened in 2025',
    );
  }),
  must('FILTER-10', '§4.2', 'reading', 'null asks for records without the relation', async (clio) => {
    const { data } = await clio.page('activities?matter_id=null&limit=20&fields=id,matter{id}');
    holds(
      data.every((row) => row['matter'] === null),
      'only activities without a matter',
    );
  }),
  must('FILTER-11', '§4.2', 'reading', 'a relation’s id narrows to its records', async (clio) => {
    const { matter } = await clio.first('activities?limit=1&fields=matter{id}');
    const id = (matter as { id?: number } | null)?.id;
    if (id === undefined) throw new Skipped('the first activity has no matter');
    const { data } = await clio.page(`activities?matter_id=${id}&limit=50&fields=matter{id}`);
    holds(data.length > 0 && data.every((row) => (row['matter'] as { id: number }).id === id), 'only that matter’s');
  }),
  must('FILTER-12', '§6.4', 'reading', 'activities can be narrowed by type', async (clio) => {
    const { data } = await clio.page('activities?type=TimeEntry&limit=20&fields=type');
    holds(
      data.every((row) => row['type'] === 'TimeEntry'),
      'only TimeEntry',
    );
  }),
  must('FILTER-13', '§6.1', 'reading', 'a yes-or-no parameter takes true and false', async (clio) => {
    const { data } = await clio.page('users?enabled=true&fields=enabled');
    holds(data.length > 0 && data.every((row) => row['enabled'] === true), 'only enabled users');
  }),
  must('FILTER-14', '§4.2', 'reading', 'order=name(desc) turns the order round', async (clio) => {
    const up = await clio.page('contacts?order=name(asc)&limit=1&fields=name');
    const down = await clio.page('contacts?order=name(desc)&limit=1&fields=name');
    const [first, last] = [String(up.data[0]?.['name']), String(down.data[0]?.['name'])];
    if (up.data.length === 0) throw new Skipped('the firm has no contacts');
    holds(first.localeCompare(last, 'en', { sensitivity: 'base' }) <= 0, `${first} to come before ${last}`);
  }),
  should('FILTER-15', '§4.2', 'reading', 'an order that the collection does not know is refused', async (clio) => {
    hasStatus(await clio.get('matters?order=colour(asc)'), 400, 422);
  }),
  must('FILTER-16', '§6.14', 'reading', 'notes are not listed without a type', async (clio) => {
    hasStatus(await clio.get('notes?limit=1'), 400, 422);
    hasStatus(await clio.get('notes?limit=1&type=Matter'), 200);
  }),
  must('FILTER-17', '§4.2', 'reading', 'notes take the type in either case', async (clio) => {
    const upper = await clio.get('notes?limit=2&type=Contact');
    equals((await clio.get('notes?limit=2&type=contact')).body['data'], upper.body['data'], 'the records');
    hasStatus(upper, 200);
  }),
  must('FILTER-18', '§4.2', 'reading', 'custom_field_values[id] narrows by the value', async (clio) => {
    const { data } = await clio.page('custom_fields?parent_type=matter&limit=50&fields=id,field_type');
    const field = data.find((row) => row['field_type'] === 'text_line');
    if (!field) throw new Skipped('the firm has no text field on matters');
    const none = await clio.page(`matters?custom_field_values[${field['id']}]=certainly-nowhere`);
    equals(none.data, [], 'the records');
  }),
  must('FILTER-19', '§4.2', 'reading', 'an operator on a custom field that does not compare is 400', async (clio) => {
    const { data } = await clio.page('custom_fields?parent_type=matter&limit=50&fields=id,field_type');
    const field = data.find((row) => row['field_type'] === 'text_line');
    if (!field) throw new Skipped('the firm has no text field on matters');
    hasStatus(await clio.get(`matters?custom_field_values[${field['id']}]=%3E5`), 400);
  }),
  must('FILTER-20', '§6.8', 'reading', 'bills can be narrowed by state', async (clio) => {
    for (const state of ['paid', 'void']) {
      const { data } = await clio.page(`bills?state=${state}&limit=20&fields=state`);
      holds(
        data.every((row) => row['state'] === state),
        `only ${state}`,
      );
    }
  }),
  must('FILTER-21', '§6.6', 'reading', 'tasks can be narrowed by assignee with its type', async (clio) => {
    const { assignee } = await clio.first('tasks?limit=1&fields=assignee{id,type}');
    const { id, type } = (assignee ?? {}) as { id?: number; type?: string };
    if (id === undefined || type !== 'User') throw new Skipped('the first task is nobody’s');
    const { data } = await clio.page(`tasks?assignee_id=${id}&assignee_type=user&limit=20&fields=assignee{id}`);
    holds(data.length > 0 && data.every((row) => (row['assignee'] as { id: number }).id === id), 'only that person’s');
  }),
  must('FILTER-22', '§6.7', 'reading', 'calendar entries can be narrowed to a span of time', async (clio) => {
    const query = 'from=2025-01-01T00:00:00Z&to=2025-12-31T23:59:59Z';
    const { data } = await clio.page(`calendar_entries?${query}&limit=50&fields=start_at,end_at`);
    const [from, to] = [Date.parse('2025-01-01T00:00:00Z'), Date.parse('2025-12-31T23:59:59Z')];
    const within = (row: Readonly<Record<string, unknown>>) =>
      Date.parse(String(row['end_at'])) >= from && Date.parse(String(row['start_at'])) <= to;
    holds(data.every(within), 'only entries that touch the span');
  }),
  must('FILTER-23', '§6.15', 'reading', 'a date of communications that cannot be read is refused', async (clio) => {
    hasStatus(await clio.get('communications?date=someday'), 400, 422);
  }),
  must('FILTER-24', '§6.28', 'reading', 'billable matters can be narrowed to one matter by its id', async (clio) => {
    const { id } = await clio.first('billable_matters?limit=1');
    equals(idsOf((await clio.page(`billable_matters?matter_id=${id}`)).data), [id], 'the ids');
    hasStatus(await clio.get('billable_matters?matter_id=mine'), 400, 422);
  }),
  must('FILTER-25', '§6.29', 'reading', 'an order of webhooks other than by id is refused', async (clio) => {
    hasStatus(await clio.get('webhooks?order=url(asc)'), 400, 422);
    hasStatus(await clio.get('webhooks?order=id(desc)'), 200);
  }),
];
