import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { ConnectedClient } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';
import { created, put, request } from './uploading-client.ts';

const clock = SteppedClock.standingStill();
let simulator: ClioSimulator;
let client: ConnectedClient;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 300, rateLimit: 0, clock, accessTokenSeconds: 31_536_000 });
  client = await ConnectedClient.connect(simulator);
});
afterAll(() => simulator.close());

let folder: number;
let inner: number;
let document: number;
beforeEach(async () => {
  const [matter] = (await client.list('matters?limit=1')).data;
  const parent = { id: Number(matter?.['id']), type: 'Matter' };
  folder = (await created(client, { name: 'Outer', parent }, 'folders')).id;
  inner = (await created(client, { name: 'Inner', parent: { id: folder, type: 'Folder' } }, 'folders')).id;
  const made = await created(client, { name: 'note.txt', parent: { id: inner, type: 'Folder' } });
  document = made.id;
  await put(made.latest_document_version, 'text');
  const { uuid } = made.latest_document_version;
  await request(client, 'PATCH', `documents/${document}`, { uuid, fully_uploaded: true });
});

const statusOf = async (path: string) => (await client.get(path)).status;
const deletedAt = async (path: string) => {
  const answer = await client.get(`${path}?fields=deleted_at`);
  return answer.status === 200
    ? ((await answer.json()) as { data: { deleted_at: string | null } }).data.deleted_at
    : answer.status;
};
const listed = async (query = '') => (await client.all(`documents?ids[]=${document}${query}`)).length;

describe('the trash', () => {
  test('hides a document from lists, keeps it readable, and gives it back', async () => {
    expect((await request(client, 'DELETE', `documents/${document}`)).status).toBe(204);
    expect([await listed(), await listed('&include_deleted=true')]).toEqual([0, 1]);
    expect(await deletedAt(`documents/${document}`)).toEqual(expect.any(String));
    expect((await request(client, 'DELETE', `documents/${document}`)).status).toBe(404);
    expect((await request(client, 'PATCH', `documents/${document}`, { name: 'other' })).status).toBe(422);

    expect((await request(client, 'PATCH', `documents/${document}`, { restore: true })).status).toBe(200);
    expect(await deletedAt(`documents/${document}`)).toBeNull();
    expect(await listed()).toBe(1);
  });

  test('is emptied after thirty days: then the document is gone for good', async () => {
    await request(client, 'DELETE', `documents/${document}`);
    clock.advance(30 * 86_400 - 5);
    expect(await statusOf(`documents/${document}`)).toBe(200);
    clock.advance(10);
    expect(await statusOf(`documents/${document}`)).toBe(404);
    expect(await listed('&include_deleted=true')).toBe(0);
    expect((await request(client, 'PATCH', `documents/${document}`, { restore: true })).status).toBe(404);
  });

  test('takes everything below a folder, and gives back what went with it', async () => {
    expect((await request(client, 'DELETE', `folders/${folder}`)).status).toBe(204);
    for (const path of [`folders/${folder}`, `folders/${inner}`, `documents/${document}`]) {
      expect(await deletedAt(path)).toEqual(expect.any(String));
    }
    expect((await request(client, 'PATCH', `folders/${folder}`, { restore: true })).status).toBe(200);
    for (const path of [`folders/${folder}`, `folders/${inner}`, `documents/${document}`])
      expect(await deletedAt(path)).toBeNull();
  });

  test('gives a document back into the next folder that is still there', async () => {
    await request(client, 'DELETE', `documents/${document}`);
    await request(client, 'DELETE', `folders/${inner}`);
    const restored = await request(client, 'PATCH', `documents/${document}?fields=parent{id}`, { restore: true });
    expect((await restored.json()).data).toEqual({ parent: { id: folder } });
  });

  test('does not take a root folder, nor locked items', async () => {
    const [root] = await client.all('folders?limit=1&fields=id,root');
    const refused = await request(client, 'DELETE', `folders/${root?.['id']}`);
    expect([refused.status, (await refused.json()).error.type]).toEqual([400, 'DeleteFailed']);
    const row = simulator.world.firms[0]?.tables.documents.find(document);
    Object.assign(row ?? {}, { locked: true });
    expect((await request(client, 'DELETE', `folders/${folder}`)).status).toBe(400);
    expect((await request(client, 'DELETE', `documents/${document}`)).status).toBe(409);
    expect(await deletedAt(`folders/${folder}`)).toBeNull();
  });
});

describe('folders and their items', () => {
  test('are not made when the answer could not be shown', async () => {
    const count = async () => (await client.all('folders')).length;
    const before = await count();
    const parent = { id: folder, type: 'Folder' };
    expect((await request(client, 'POST', 'folders?fields=colour', { name: 'x', parent })).status).toBe(400);
    expect(await count()).toBe(before);
  });

  test('are in one list, in order of id, by cursor alone', async () => {
    const items = await client.all('folders/list?limit=50&fields=id,type');
    const ids = items.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(['Folder', 'Document']));
    expect(await statusOf('folders/list?offset=0')).toBe(400);
  });

  test('are narrowed to the children or to everything below', async () => {
    const within = async (query: string) => (await client.all(`folders/list?${query}`)).map(({ id }) => id);
    expect(await within(`parent_id=${folder}`)).toEqual([inner]);
    expect(await within(`parent_id=${folder}&scope=descendants`)).toEqual([inner, document]);
    expect(await statusOf(`folders/list?parent_id=${folder}&scope=siblings`)).toBe(400);
    expect(await client.all(`documents?parent_id=${inner}`)).toHaveLength(1);
  });

  test('can be renamed, moved and labelled; a stale etag changes nothing', async () => {
    const [other] = (await client.list('matters?limit=2')).data.slice(1);
    const path = `folders/${folder}?fields=name,matter{id},etag`;
    const stale = await request(client, 'PATCH', path, { name: 'New' }, { 'If-Match': '"0"' });
    expect(stale.status).toBe(412);
    const moved = await request(client, 'PATCH', path, { name: 'New', parent: { id: other?.['id'], type: 'Matter' } });
    expect((await moved.json()).data).toMatchObject({ name: 'New', matter: { id: other?.['id'] } });
    expect(await client.all(`documents?ids[]=${document}&matter_id=${other?.['id']}`)).toHaveLength(1);

    const external_properties = [{ name: 'source', value: 'scanner' }];
    const labelled = await request(client, 'PATCH', `documents/${document}?fields=external_properties{id,name,value}`, {
      external_properties,
    });
    const data: { external_properties: { id: number }[] } = (await labelled.json()).data;
    expect(data.external_properties).toMatchObject(external_properties);
    expect(await client.all('documents?external_property_name=source&external_property_value=scanner')).toHaveLength(1);
    const removed = [{ id: data.external_properties[0]?.id, _destroy: true }];
    await request(client, 'PATCH', `documents/${document}`, { external_properties: removed });
    expect(await client.all('documents?external_property_name=source')).toEqual([]);
  });

  test.each([
    ['documents', { name: 'x' }, 422],
    ['documents', { parent: { id: 1, type: 'Matter' } }, 422],
    ['documents', { name: 'x', parent: { id: 1, type: 'Matter' } }, 404],
    ['documents', { name: 'x', parent: { id: 1, type: 'User' } }, 422],
    ['folders', { name: 'x', parent: { id: 1, type: 'Document' } }, 404],
  ])('POST %s with %j is refused with %p', async (path, data, status) => {
    expect((await request(client, 'POST', path, data)).status).toBe(status);
  });
});
