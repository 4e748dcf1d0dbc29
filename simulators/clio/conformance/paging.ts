import type { Clio, Page } from './clio.ts';
import { equals, hasStatus, holds, isErrorA } from './expectations.ts';
import { must, type Requirement, Skipped, should } from './requirement.ts';

const ids = ({ data }: Page) => data.map(({ id }) => Number(id));

/** The first page of a collection that has a second one; skips the check where none has. */
async function pageWithNext(clio: Clio, query = 'limit=1&order=id(asc)'): Promise<Page & { next: string }> {
  for (const collection of ['matters', 'contacts', 'activities', 'users']) {
    const page = await clio.page(`${collection}?${query}`);
    if (page.paging.next !== undefined) return { ...page, next: page.paging.next };
  }
  throw new Skipped('no collection of the firm has two records');
}

/** With more records than a page of these walks holds. */
const walked = [
  'users',
  'contacts',
  'matters',
  'activities',
  'bills',
  'line_items',
  'allocations',
  'bank_transactions',
];

const byNumber = (left: number, right: number) => left - right;

async function walk(clio: Clio, path: string): Promise<number[]> {
  const seen: number[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const page: Page = await clio.page(next);
    holds((page.paging.previous !== undefined) === seen.length > 0, `previous on all pages but the first of ${path}`);
    seen.push(...ids(page));
    next = page.paging.next;
  }
  return seen;
}

export const paging: readonly Requirement[] = [
  must('PAGE-01', '§3', 'reading', 'a list is {"data":[…],"meta":{"paging":{…}}}', async (clio) => {
    const { meta } = await clio.page('matters?limit=1');
    holds(typeof meta['paging'] === 'object' && meta['paging'] !== null, 'meta.paging');
  }),
  must('PAGE-02', '§3', 'reading', 'limit is the most records of a page', async (clio) => {
    const { data } = await pageWithNext(clio);
    equals(data.length, 1, 'the number of records');
  }),
  must('PAGE-03', '§3', 'reading', 'next is a whole URL on the host that was asked', async (clio) => {
    const { next } = await pageWithNext(clio);
    holds(next.startsWith(`${clio.origin}/api/v4/`), `next to start with ${clio.origin}/api/v4/, got ${next}`);
  }),
  must('PAGE-04', '§3', 'reading', 'following next by cursor gives ascending ids and none twice', async (clio) => {
    const first = await pageWithNext(clio);
    const second = await clio.page(first.next);
    const [last] = ids(first).slice(-1);
    holds(second.data.length > 0 && ids(second).every((id) => id > (last ?? 0)), 'greater ids on the next page');
  }),
  must('PAGE-05', '§3', 'reading', 'the first page has no previous, the second has', async (clio) => {
    const first = await pageWithNext(clio);
    equals(first.paging.previous, undefined, 'previous of the first page');
    holds((await clio.page(first.next)).paging.previous !== undefined, 'previous on the second page');
  }),
  must('PAGE-06', '§3', 'reading', 'previous of the second page gives the first one', async (clio) => {
    const first = await pageWithNext(clio);
    const { paging } = await clio.page(first.next);
    equals(ids(await clio.page(paging.previous ?? '')), ids(first), 'the ids');
  }),
  must('PAGE-07', '§3', 'reading', 'the last page has no next', async (clio) => {
    const page = await clio.page('practice_areas?limit=200');
    if (page.data.length >= 200) throw new Skipped('the firm has more than a page of practice areas');
    equals(page.paging.next, undefined, 'next');
  }),
  must(
    'PAGE-08',
    '§3',
    'reading',
    'next carries a page_token and keeps the parameters, order=id(asc) too',
    async (clio) => {
      const { next } = await pageWithNext(clio, 'limit=1&order=id(asc)&fields=id,etag');
      const { searchParams } = new URL(next);
      equals(searchParams.get('fields'), 'id,etag', 'fields');
      holds((searchParams.get('page_token') ?? '') !== '', 'a page_token');
      equals(searchParams.get('offset'), null, 'offset');
    },
  ),
  must('PAGE-09', '§8.23', 'reading', 'a page_token that Clio did not give is refused', async (clio) => {
    const answer = await clio.get('matters?limit=1&page_token=made-up');
    hasStatus(answer, 400, 422);
    isErrorA(answer);
  }),
  must('PAGE-10', '§3', 'simulator', 'a page_token is bound to the query it was given for', async (clio) => {
    const { next } = await pageWithNext(clio);
    hasStatus(await clio.get(next.replace('limit=1', 'limit=2')), 400, 422);
    hasStatus(await clio.get(next.replace('/matters', '/contacts')), 400, 422);
  }),
  should('PAGE-11', '§3', 'reading', 'the bare token works where all other parameters are repeated', async (clio) => {
    const { next } = await pageWithNext(clio, 'limit=1&order=id(asc)&fields=id');
    const url = new URL(next);
    const token = encodeURIComponent(url.searchParams.get('page_token') ?? '');
    const path = url.pathname.replace(/^.*\/api\/v4\//, '');
    const bare = await clio.page(`${path}?limit=1&order=id(asc)&fields=id&page_token=${token}`);
    equals(ids(bare), ids(await clio.page(next)), 'the ids');
  }),
  must('PAGE-12', '§3', 'reading', 'another order is paged by offset', async (clio) => {
    const { next, paging } = await pageWithNext(clio, 'limit=1&order=id(desc)');
    equals(new URL(next).searchParams.get('offset'), '1', 'offset in next');
    equals(paging.previous, undefined, 'previous');
    holds(ids(await clio.page(next)).length === 1, 'the second page');
  }),
  must('PAGE-13', '§3', 'reading', 'an offset works by itself too', async (clio) => {
    const first = await clio.page('contacts?limit=2&order=id(asc)&fields=id');
    if (first.data.length < 2) throw new Skipped('the firm has fewer than two contacts');
    equals(ids(await clio.page('contacts?limit=1&offset=1&fields=id')), ids(first).slice(1), 'the second contact');
  }),
  must('PAGE-14', '§3', 'reading', 'offset paging ends at 10,000 records with 422 ArgumentError', async (clio) => {
    const answer = await clio.get('matters?limit=200&offset=10000');
    hasStatus(answer, 422);
    isErrorA(answer, 'ArgumentError');
  }),
  must('PAGE-15', '§3', 'reading', 'a page of users may have up to 2,000', async (clio) => {
    hasStatus(await clio.get('users?limit=2000'), 200);
  }),
  should('PAGE-16', '§3', 'simulator', 'a limit of 0 or beyond the maximum is refused', async (clio) => {
    for (const limit of [0, 201]) hasStatus(await clio.get(`matters?limit=${limit}`), 400, 422);
    hasStatus(await clio.get('users?limit=2001'), 400, 422);
  }),
  must('PAGE-17', '§3', 'reading', 'meta.records, where there is one, is the number of all records', async (clio) => {
    const { meta, data, paging } = await clio.page('practice_areas?limit=200');
    if (meta['records'] === undefined) throw new Skipped('lists carry no meta.records');
    if (paging.next === undefined) equals(meta['records'], data.length, 'meta.records');
  }),
  must(
    'PAGE-18',
    '§3',
    'writing',
    'what is created during a walk by cursor comes at its end, what is deleted does not shift it',
    async (clio) => {
      const { id } = await clio.first('matters?limit=1&order=id(asc)');
      const parent = { id, type: 'Matter' };
      const made = await Promise.all(['a', 'b', 'c'].map((name) => clio.write('POST', 'folders', { name, parent })));
      const path = `folders?matter_id=${id}&limit=2&order=id(asc)`;
      const seen: unknown[] = [];
      let late: unknown;
      for (let next: string | undefined = path; next !== undefined; ) {
        const page = await clio.page(next);
        seen.push(...page.data.map((row) => row['id']));
        if (late === undefined) {
          await clio.ask(
            'DELETE',
            `folders/${page.data.find((row) => made.some((own) => own['id'] === row['id']))?.['id'] ?? made[0]?.['id']}`,
          );
          late = (await clio.write('POST', 'folders', { name: 'late', parent }))['id'];
        }
        next = page.paging.next;
      }
      equals(new Set(seen).size, seen.length, 'the number of different records');
      equals(seen.at(-1), late, 'the last record');
      holds(
        made.slice(1).every((own) => seen.includes(own['id'])),
        'every record that stayed',
      );
    },
  ),
  must('PAGE-19', '§3', 'reading', 'communications come by date unless an order is given', async (clio) => {
    const { data } = await clio.page('communications?limit=50&fields=id,date');
    if (data.length < 2) throw new Skipped('the firm has fewer than two communications');
    const dates = data.map(({ date }) => String(date));
    equals(dates, dates.toSorted(), 'the dates');
  }),
  must('PAGE-20', '§3', 'reading', 'so do credit memos', async (clio) => {
    const { data } = await clio.page('credit_memos?limit=50&fields=id,date');
    if (data.length < 2) throw new Skipped('the firm has fewer than two credit memos');
    const dates = data.map(({ date }) => String(date));
    equals(dates, dates.toSorted(), 'the dates');
  }),
  must('PAGE-21', '§3', 'reading', 'so do allocations', async (clio) => {
    const { data } = await clio.page('allocations?limit=50&fields=id,date');
    if (data.length < 2) throw new Skipped('the firm has fewer than two allocations');
    const dates = data.map(({ date }) => String(date));
    equals(dates, dates.toSorted(), 'the dates');
  }),
  must(
    'PAGE-22',
    '§3',
    'reading',
    'collections without an order parameter can be walked by next alone',
    async (clio) => {
      const first = await clio.page('line_items?limit=1');
      if (first.paging.next === undefined) throw new Skipped('the firm has fewer than two line items');
      holds(ids(await clio.page(first.paging.next))[0] !== ids(first)[0], 'another line item');
    },
  ),
  must('PAGE-23', '§3', 'simulator', 'a list that is paged by offset takes no page_token', async (clio) => {
    for (const path of ['allocations?limit=1', 'matters?limit=1&order=id(desc)', 'contacts?limit=1&offset=0']) {
      const answer = await clio.get(`${path}&page_token=made-up`);
      hasStatus(answer, 422);
      isErrorA(answer, 'ArgumentError');
    }
  }),
  must('PAGE-24', '§3', 'simulator', 'every collection is walked to its end by cursor and by offset', async (clio) => {
    for (const collection of walked) {
      const limit = collection.startsWith('users') ? 5 : 40;
      const join = collection.includes('?') ? '&' : '?';
      const byCursor = await walk(clio, `${collection}${join}limit=${limit}&order=id(asc)`);
      equals(byCursor, byCursor.toSorted(byNumber), `the order of ${collection}`);
      equals(new Set(byCursor).size, byCursor.length, `the number of different records of ${collection}`);
      const byOffset = await walk(clio, `${collection}${join}limit=${limit}&offset=0`);
      equals(byOffset.toSorted(byNumber), byCursor, `the records of ${collection} by offset`);
    }
  }),
];
