import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control, crawl, truth } from '../connected-client.ts';
import { resourceNames } from '../firm/firm.ts';
import { resources } from '../resources/catalogue.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
let account: number;
beforeAll(async () => {
  simulator = await createClioSimulator({ rateLimit: 0 });
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterAll(() => simulator.close());

const ids = (records: readonly Record<string, unknown>[]) => records.map(({ id }) => id as number);

/** Versions are only listed within their document. */
const collections = resourceNames.filter((name) => name !== 'document_versions' && resources[name].list !== false);
const everything = '&include_deleted=true&show_uncompleted=true';

describe('by cursor', () => {
  test.each(collections)(
    'a walk through %s gives every record once, field by field as the firm holds it',
    async (name) => {
      const { scalars } = resources[name].shape;
      const fields = ['id', 'etag', 'created_at', 'updated_at'].filter((field) => scalars.has(field)).join(',');
      const walked: Record<string, unknown>[] = [];
      for await (const { data } of crawl(client, name, `limit=37&fields=${fields}${everything}`)) walked.push(...data);
      walked.sort((left, right) => Number(left['id']) - Number(right['id']));
      expect(walked).toEqual(await truth(simulator, account, name, fields));
      expect(walked.length).toBeGreaterThan(0);
    },
  );

  test('the pages back are the pages forth', async () => {
    const forth: number[][] = [];
    let last = '';
    for await (const { data, meta } of client.walk('matters?limit=50')) {
      forth.push(ids(data));
      last = meta.paging.previous ?? last;
    }
    const back: number[][] = [];
    for (let link: string | undefined = last; link !== undefined; ) {
      const { data, meta } = await client.list(link);
      back.unshift(ids(data));
      link = meta.paging.previous;
    }
    expect(forth.length).toBeGreaterThan(3);
    expect(back).toEqual(forth.slice(0, -1));
  });

  test('the first page has no previous and the last no next; links keep host, region and parameters', async () => {
    const first = await client.list('matters.json?limit=200&fields=id%2Cclient%7Bid%7D');
    expect(first.meta.paging.previous).toBeUndefined();
    const next = new URL(first.meta.paging.next ?? '');
    expect(next.href.startsWith(`${simulator.hosts.us}/api/v4/matters.json?`)).toBe(true);
    expect(next.searchParams.get('fields')).toBe('id,client{id}');
    const last = await client.list(next.href);
    expect(last.meta.paging.next).toBeUndefined();
    expect(first.data.length + last.data.length).toBe(first.meta.records);
  });

  test('edits during a walk neither repeat nor skip a record, with a filter too', async () => {
    for (const query of ['activities?limit=100', 'activities?limit=100&type=TimeEntry&created_since=2020-01-01']) {
      const before = ids(await client.all(query));
      const seen: number[] = [];
      for await (const { data } of client.walk(query)) {
        seen.push(...ids(data));
        for (const id of [before[0], before[Math.floor(before.length / 2)], before.at(-1)]) {
          const edit = await control(simulator, `records/${account}/activities/${id}`, {
            patch: { note: `edited ${seen.length}` },
          });
          expect(edit.status).toBe(200);
        }
      }
      expect(seen).toEqual(before);
    }
  });

  test('a page token is good for its own query only', async () => {
    const { meta } = await client.list('matters?limit=50');
    const token = new URL(meta.paging.next ?? '').searchParams.get('page_token') ?? '';
    for (const path of [
      `matters?limit=50&status=open&page_token=${token}`,
      `contacts?limit=50&page_token=${token}`,
      'matters?page_token=x',
    ]) {
      const response = await client.get(path);
      expect(response.status).toBe(422);
      expect(await response.json()).toEqual({ error: { type: 'ArgumentError', message: 'page_token is invalid' } });
    }
    expect((await client.get(`matters?limit=50&page_token=${token}`)).status).toBe(200);
  });
});

describe('by offset', () => {
  test('any other order is paged by offset and gives every record once', async () => {
    const walked = await client.all('activities?order=date(desc)&limit=150&fields=id,date');
    const dates = walked.map(({ date }) => String(date));
    expect(dates).toEqual([...dates].sort().reverse());
    expect(ids(walked).sort()).toEqual(ids(await truth(simulator, account, 'activities')).sort());
    const { meta } = await client.list('activities?order=date(desc)&limit=150');
    expect(new URL(meta.paging.next ?? '').searchParams.get('offset')).toBe('150');
  });

  test('an offset turns id order into offset paging, up to ten thousand records', async () => {
    const page = await client.list('activities?order=id(asc)&offset=200&limit=100');
    expect(ids(page.data)).toEqual(ids(await truth(simulator, account, 'activities')).slice(200, 300));
    expect((await client.get('activities?offset=9800&limit=200')).status).toBe(200);
    const beyond = await client.get('activities?offset=9801&limit=200');
    expect(beyond.status).toBe(422);
    expect(await beyond.json()).toMatchObject({ error: { type: 'ArgumentError' } });
  });
});

test('page sizes are at most 200, for users 2,000', async () => {
  expect((await client.list('activities')).data).toHaveLength(200);
  for (const path of ['matters?limit=201', 'matters?limit=0', 'matters?limit=many', 'users?limit=2001']) {
    expect((await client.get(path)).status).toBe(400);
  }
  expect((await client.get('users?limit=2000')).status).toBe(200);
});

test('meta.records can be switched off', async () => {
  await using own = await createClioSimulator({ size: 300, metaRecords: false });
  const { meta } = await (await ConnectedClient.connect(own)).list('matters');
  expect(meta).not.toHaveProperty('records');
  expect(meta).toHaveProperty('paging');
});

test('line items have no order and ignore one', async () => {
  const { data } = await client.list('line_items?order=nonsense&limit=5');
  expect(ids(data)).toEqual(ids(await truth(simulator, account, 'line_items')).slice(0, 5));
});
