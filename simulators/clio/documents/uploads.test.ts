import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { ConnectedClient, control } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';
import { created, put, request, type Uploading } from './uploading-client.ts';

const clock = SteppedClock.standingStill();
let simulator: ClioSimulator;
let client: ConnectedClient;
let matter: { id: number; type: 'Matter' };
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 300, rateLimit: 0, clock });
  client = await ConnectedClient.connect(simulator);
  const [first] = (await client.list('matters?limit=1')).data;
  matter = { id: Number(first?.['id']), type: 'Matter' };
});
afterAll(() => simulator.close());

const confirm = (document: Uploading) =>
  request(client, 'PATCH', `documents/${document.id}`, {
    uuid: document.latest_document_version.uuid,
    fully_uploaded: true,
  });

describe('an upload', () => {
  test('is announced, put and confirmed; only then the list shows the document, and the bytes come back as they were', async () => {
    const document = await created(client, { name: 'brief.txt', parent: matter });
    expect(document.latest_document_version.put_headers).toEqual([
      { name: 'Content-Type', value: 'text/plain' },
      { name: 'x-amz-server-side-encryption', value: 'AES256' },
    ]);
    expect(await client.all(`documents?ids[]=${document.id}`)).toEqual([]);
    expect(await client.all(`documents?ids[]=${document.id}&show_uncompleted=true`)).toHaveLength(1);

    expect((await put(document.latest_document_version, 'May it please the court')).status).toBe(200);
    const confirmed = await confirm(document);
    expect(confirmed.status).toBe(200);
    const fields = 'name,size,content_type,parent{root},matter{id},latest_document_version{fully_uploaded,put_url}';
    expect(await client.all(`documents?ids[]=${document.id}&fields=${fields}`)).toEqual([
      {
        name: 'brief.txt',
        size: 23,
        content_type: 'text/plain',
        parent: { root: true },
        matter: { id: matter.id },
        latest_document_version: { fully_uploaded: true, put_url: null },
      },
    ]);
    const downloaded = await client.get(`documents/${document.id}/download`);
    expect(await downloaded.text()).toBe('May it please the court');
  });

  test('lacks its bytes until they were put', async () => {
    const document = await created(client, { name: 'empty.pdf', parent: matter });
    const refused = await confirm(document);
    expect([refused.status, (await refused.json()).error.type]).toEqual([422, 'UploadNotFoundError']);
  });

  test.each(['Content-Type', 'x-amz-server-side-encryption'])(
    'without the header %s does not fit its signature',
    async (left) => {
      const { latest_document_version: version } = await created(client, { name: 'a.pdf', parent: matter });
      const kept = version.put_headers.filter(({ name }) => name !== left);
      const refused = await put({ ...version, put_headers: kept }, 'bytes');
      expect(refused.status).toBe(403);
      expect(await refused.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
    },
  );

  test('with the bearer token is refused by the store', async () => {
    const { latest_document_version: version } = await created(client, { name: 'a.pdf', parent: matter });
    const second = { name: 'Authorization', value: `Bearer ${client.tokens.access_token}` };
    const refused = await put({ ...version, put_headers: [...version.put_headers, second] }, 'bytes');
    expect(refused.status).toBe(400);
  });

  test('is possible for ten minutes', async () => {
    const { latest_document_version: version } = await created(client, { name: 'a.pdf', parent: matter });
    clock.advance(599);
    expect((await put(version, 'bytes')).status).toBe(200);
    clock.advance(2);
    const refused = await put(version, 'bytes');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Request has expired');
  });

  test('in parts is one document in the end', async () => {
    const sizes = [5 * 1024 * 1024, 11];
    const multiparts = sizes.map((bytes, index) => ({ part_number: index + 1, content_length: String(bytes) }));
    const document = await created(client, { name: 'film.mp4', parent: matter, multiparts });
    const { multiparts: parts = [] } = document.latest_document_version;
    expect(parts.map(({ part_number: number }) => number)).toEqual([1, 2]);
    for (const [index, part] of parts.toReversed().entries()) {
      const letter = ['b', 'a'][index] ?? '';
      expect((await put(part, letter.repeat(sizes.toReversed()[index] ?? 0))).status).toBe(200);
      if (index === 0) expect((await confirm(document)).status).toBe(422);
    }
    expect((await confirm(document)).status).toBe(200);
    const answer = await client.get(`documents/${document.id}/download`, { Range: 'bytes=5242878-' });
    expect([answer.status, await answer.text()]).toEqual([206, `aa${'b'.repeat(11)}`]);
  });

  test.each([
    [
      [
        { part_number: 1, content_length: '10' },
        { part_number: 2, content_length: '10' },
      ],
    ],
    [[{ part_number: 1, content_length: 'long' }]],
    [[]],
    [Array.from({ length: 51 }, (_, index) => ({ part_number: index + 1, content_length: '6000000' }))],
  ])('in parts that the store would not take is refused: %j', async (multiparts) => {
    const refused = await request(client, 'POST', 'documents', { name: 'film.mp4', parent: matter, multiparts });
    expect(refused.status).toBe(422);
  });

  test('whose confirmation took too long can be confirmed again', async () => {
    const document = await created(client, { name: 'late.pdf', parent: matter });
    await put(document.latest_document_version, 'bytes');
    await control(simulator, 'faults', { kind: 'upload-timeout' });
    await client.get('documents');
    const refused = await confirm(document);
    expect([refused.status, (await refused.json()).error.type]).toEqual([422, 'UploadTimeoutError']);
    expect((await confirm(document)).status).toBe(200);
  });
});

describe('versions', () => {
  test('a document as parent makes the next version; each can be downloaded and made the latest again', async () => {
    const document = await created(client, { name: 'will.txt', parent: matter });
    await put(document.latest_document_version, 'first');
    await confirm(document);
    const second = await created(client, { name: 'will.txt', parent: { id: document.id, type: 'Document' } });
    expect(second.id).toBe(document.id);
    const read = async (query = '') => (await client.get(`documents/${document.id}/download${query}`)).text();
    expect(await read()).toBe('first');
    await put(second.latest_document_version, 'second');
    await confirm(second);
    expect(await read()).toBe('second');

    const versions = `documents/${document.id}/versions?fields=id,version_number,size`;
    const [oldest, newest] = await client.all(versions);
    expect([oldest?.['version_number'], newest?.['version_number']]).toEqual([1, 2]);
    expect(await read(`?document_version_id=${oldest?.['id']}`)).toBe('first');
    const again = await request(
      client,
      'POST',
      `documents/${document.id}/versions/${oldest?.['id']}/save_as_latest_version`,
      {},
    );
    expect(again.status).toBe(200);
    expect(await read()).toBe('first');
    expect(await client.all(versions)).toHaveLength(3);
  });

  test('a copy is a document of its own with the same bytes', async () => {
    const document = await created(client, { name: 'form.txt', parent: matter });
    await put(document.latest_document_version, 'the form');
    await confirm(document);
    const copy = await created(client, { parent: matter, name: 'copy.txt' }, `documents/${document.id}/copy`);
    expect(copy.id).not.toBe(document.id);
    expect(await (await client.get(`documents/${copy.id}/download`)).text()).toBe('the form');
  });
});

describe('a download', () => {
  const anyDocument = async () => {
    const [document] = await client.all('documents?limit=1&fields=id,size,content_type');
    return { id: Number(document?.['id']), size: Number(document?.['size']), type: document?.['content_type'] };
  };
  const location = async (id: number) =>
    (
      await fetch(`${client.host}/api/v4/documents/${id}/download.json`, {
        redirect: 'manual',
        headers: { Authorization: `Bearer ${client.tokens.access_token}`, 'User-Agent': 'SimulatorTest/1.0' },
      })
    ).headers.get('location') ?? '';

  test('leads to another origin, which refuses the bearer token', async () => {
    const { id } = await anyDocument();
    const address = await location(id);
    expect(new URL(address).origin).not.toBe(new URL(client.host).origin);
    const refused = await fetch(address, { headers: { Authorization: `Bearer ${client.tokens.access_token}` } });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Only one auth mechanism allowed');
  });

  test('has the size and the type the document says, the same bytes every time', async () => {
    const { id, size, type } = await anyDocument();
    const read = async () => {
      const answer = await client.get(`documents/${id}/download`);
      return { type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const [one, other] = [await read(), await read()];
    expect(one.type).toBe(type);
    expect(one.bytes.length).toBe(size);
    expect(one.bytes.equals(other.bytes)).toBe(true);
    const address = await location(id);
    const tail = await fetch(address, { headers: { Range: 'bytes=-5' } });
    expect(Buffer.from(await tail.arrayBuffer()).equals(one.bytes.subarray(-5))).toBe(true);
    expect((await fetch(address, { headers: { Range: `bytes=${size}-` } })).status).toBe(416);
  });

  test('is good for five minutes and for nothing else', async () => {
    const { id } = await anyDocument();
    const address = await location(id);
    expect((await fetch(address.replace(/versions\/\d+\//, 'versions/610002/'))).status).toBe(403);
    expect((await fetch(address.split('?')[0] ?? '')).status).toBe(403);
    clock.advance(301);
    expect((await fetch(address)).status).toBe(403);
  });

  test('of a document that is still being uploaded is refused', async () => {
    const document = await created(client, { name: 'a.pdf', parent: matter });
    expect((await client.get(`documents/${document.id}/download`)).status).toBe(400);
    expect((await client.get('documents/1/download')).status).toBe(404);
  });
});
