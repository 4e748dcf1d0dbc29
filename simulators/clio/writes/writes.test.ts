import { describe, expect, test } from '@jest/globals';
import { control, truth } from '../connected-client.ts';
import {
  client,
  isOpen,
  type Json,
  one,
  patch,
  post,
  read,
  remove,
  simulator,
  writingSimulator,
} from './writing-client.ts';

writingSimulator();

describe('every write', () => {
  test('answers id and etag alone unless fields are asked for', async () => {
    const response = await client.send('POST', 'practice_areas', { name: 'Maritime' });
    expect(response.status).toBe(201);
    const body = (await response.json()) as { data: Json };
    expect(Object.keys(body.data)).toEqual(['id', 'etag']);
    expect(response.headers.get('etag')).toBe(body.data['etag']);
  });

  test('with a field that does not exist is refused before anything is written', async () => {
    const { status } = await post('practice_areas', { name: 'Refused' }, 'id,colour');
    expect(status).toBe(400);
    expect((await client.list('practice_areas?name=Refused')).data).toEqual([]);
  });

  test('drops unknown keys, and without data is 400', async () => {
    const { status, data } = await post('practice_areas', { name: 'Space law', colour: 'blue' }, 'name,code');
    expect([status, data]).toEqual([201, { name: 'Space law', code: null }]);
    const bare = await fetch(`${client.host}/api/v4/practice_areas`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${client.tokens.access_token}`, 'User-Agent': 'SimulatorTest/1.0' },
      body: '{"name":"Maritime"}',
    });
    expect(bare.status).toBe(400);
  });

  const fields = {
    'data[type]': 'Person',
    'data[last_name]': 'Roe',
    'data[email_addresses][0][name]': 'Work',
    'data[email_addresses][0][address]': 'a@roe.test',
    'data[email_addresses][1][name]': 'Home',
    'data[email_addresses][1][address]': 'b@roe.test',
    'data[email_addresses][1][default_email]': 'true',
  };
  const inParts = (given: Readonly<Record<string, string | Blob>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(given)) form.append(name, value);
    return form;
  };
  const headers = () => ({
    Authorization: `Bearer ${client.tokens.access_token}`,
    'User-Agent': 'SimulatorTest/1.0',
  });

  test.each([
    ['a form', new URLSearchParams(fields)],
    ['a form in parts', inParts(fields)],
  ])('can be %s', async (_, body) => {
    const response = await fetch(`${client.host}/api/v4/contacts?fields=name,email_addresses{name,address,primary}`, {
      method: 'POST',
      headers: headers(),
      body,
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      data: {
        name: 'Roe',
        email_addresses: [
          { name: 'Work', address: 'a@roe.test', primary: false },
          { name: 'Home', address: 'b@roe.test', primary: true },
        ],
      },
    });
  });

  test.each([
    ['with a file', () => ({ body: inParts({ 'data[name]': new Blob(['%PDF'], { type: 'application/pdf' }) }) })],
    ['that is cut off', () => ({ body: '--b\r\nContent-Disposition: form-data; name="data[name]"\r\n\r\nMari' })],
  ])('of a form in parts %s is 400', async (_, sent) => {
    const { body } = sent();
    const type = typeof body === 'string' && { 'Content-Type': 'multipart/form-data; boundary=b' };
    const response = await fetch(`${client.host}/api/v4/practice_areas`, {
      method: 'POST',
      headers: { ...headers(), ...type },
      body,
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: expect.objectContaining({ message: expect.any(String) }) },
    ]);
  });

  test.each(['data[a]=1&data[a][b]=2', 'data[__proto__][name]=x', 'name=x', ''])(
    'of the form %j is 400 or 422',
    async (body) => {
      const response = await fetch(`${client.host}/api/v4/practice_areas`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${client.tokens.access_token}`,
          'User-Agent': 'SimulatorTest/1.0',
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body,
      });
      expect([400, 422]).toContain(response.status);
    },
  );

  test('sent twice makes two records', async () => {
    const first = await post('practice_areas', { name: 'Twice' });
    const second = await post('practice_areas', { name: 'Twice' });
    expect(second.data['id']).not.toBe(first.data['id']);
    expect((await client.list('practice_areas?name=Twice')).data).toHaveLength(2);
  });

  test('moves etag and updated_at forward, and nothing does when nothing is different', async () => {
    const matter = await one('matters', isOpen);
    const fields = 'etag,updated_at,created_at';
    const changed = await patch(`matters/${matter.id}`, { description: 'Changed' }, fields);
    expect(changed.data['etag']).not.toBe(matter['etag']);
    expect(Date.parse(String(changed.data['updated_at']))).toBeGreaterThan(Date.parse(String(matter['updated_at'])));
    expect(changed.data['created_at']).toBe(matter['created_at']);
    for (const same of [{}, { description: 'Changed' }, { responsible_attorney: null }, { responsible_attorney: {} }]) {
      expect(await patch(`matters/${matter.id}`, same, fields)).toEqual(changed);
    }
  });

  test('with an If-Match that is not the etag is 412 and changes nothing', async () => {
    const matter = await one('matters', isOpen);
    const stale = { 'If-Match': '"00000000000000000000000000000000"' };
    expect((await patch(`matters/${matter.id}`, { description: 'Changed' }, 'id', stale)).status).toBe(412);
    expect((await read(`matters/${matter.id}`, 'description')).data['description']).toBe(matter['description']);
    const fresh = { 'If-Match': String(matter['etag']) };
    expect((await patch(`matters/${matter.id}`, { description: 'Changed' }, 'id', fresh)).status).toBe(200);
  });

  test('a relation that cannot be taken away refuses {"id":null}; an unknown record is 404', async () => {
    const { id } = await one('matters', isOpen);
    expect((await patch(`matters/${id}`, { responsible_attorney: { id: null } })).status).toBe(422);
    expect((await patch(`matters/${id}`, { responsible_attorney: { id: 1 } })).status).toBe(404);
  });

  test('a refused write leaves nothing half done', async () => {
    const before = await one('matters', isOpen);
    const foreign = { contact: { id: 1 }, description: 'Nobody' };
    const refused = await patch(`matters/${before.id}`, { location: 'Elsewhere', relationships: [foreign] });
    expect(refused.status).toBe(404);
    expect(await one('matters', ({ id }) => id === before.id)).toEqual(before);
  });

  test('is seen by lists at once, new records at their end', async () => {
    await client.all('contacts?limit=100&order=id(asc)');
    const { data } = await post('contacts', { type: 'Company', name: 'Harbour Trust' });
    const after = await client.all('contacts?limit=100&order=id(asc)');
    expect(after.at(-1)?.['id']).toBe(data['id']);
    expect(await remove(`contacts/${data['id']}`)).toBe(204);
    expect((await client.all('contacts?limit=100&order=id(asc)')).map(({ id }) => id)).not.toContain(data['id']);
  });

  test('of a deleted record is 404, and so is a second deletion and an id is never used again', async () => {
    const { data } = await post('contacts', { type: 'Company', name: 'Harbour Trust' });
    expect(await remove(`contacts/${data['id']}`)).toBe(204);
    expect(await remove(`contacts/${data['id']}`)).toBe(404);
    expect((await patch(`contacts/${data['id']}`, { name: 'Back' })).status).toBe(404);
    expect((await client.get(`contacts/${data['id']}`)).status).toBe(404);
    const next = await post('contacts', { type: 'Company', name: 'Harbour Trust' });
    expect(Number(next.data['id'])).toBeGreaterThan(Number(data['id']));
  });

  test.each([
    ['POST', 'users'],
    ['POST', 'bills'],
    ['POST', 'line_items'],
    ['POST', 'matter_stages'],
    ['PUT', 'matters'],
    ['DELETE', 'matters'],
  ] as const)('%s %s is no operation of Clio and 404', async (method, collection) => {
    expect((await client.send(method, collection, { name: 'x' })).status).toBe(404);
  });

  test('of a record of another firm is 404', async () => {
    const other = Number(simulator.world.firms[1]?.account.id);
    const [foreign] = await truth(simulator, other, 'matters', 'id');
    expect((await patch(`matters/${foreign?.['id']}`, { description: 'Mine' })).status).toBe(404);
    expect(await remove(`matters/${foreign?.['id']}`)).toBe(404);
  });
});

test('every write is in the change log, with what follows from it', async () => {
  const bill = await one('bills', ({ state }) => state === 'draft');
  const lines = await client.all(`line_items?bill_id=${bill.id}`);
  const { body: before } = await control(simulator, 'changes', undefined, 'GET');
  await remove(`bills/${bill.id}`);
  const { body } = await control(simulator, `changes?since=${before['last']}`, undefined, 'GET');
  const changes = body['changes'] as { resource: string; id: number; event: string }[];
  expect(changes.filter(({ resource }) => resource === 'bills')).toMatchObject([{ id: bill.id, event: 'deleted' }]);
  expect(changes.filter(({ resource }) => resource === 'activities')).toHaveLength(lines.length);
});
