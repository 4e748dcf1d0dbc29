import { type Answer, type Clio, isObject, type Json, type Page, read } from './clio.ts';
import { equals, hasStatus, holds, isErrorA } from './expectations.ts';
import { must, type Requirement, Skipped } from './requirement.ts';
import { freshly, step } from './sign-in.ts';

interface Version {
  uuid: string;
  put_url: string;
  put_headers: { name: string; value: string }[];
}

const versionFields = 'fields=id,latest_document_version{id,uuid,put_url,put_headers}';

/** A document that is announced, with nothing uploaded yet. */
async function announced(clio: Clio, parent?: Json): Promise<{ id: number; version: Version }> {
  const matter = { id: (await clio.first('matters?limit=1'))['id'], type: 'Matter' };
  const made = await clio.write('POST', `documents?${versionFields}`, { name: 'brief.txt', parent: parent ?? matter });
  holds(isObject(made['latest_document_version']), 'latest_document_version');
  return { id: Number(made['id']), version: made['latest_document_version'] as unknown as Version };
}

async function put(
  { put_url: url, put_headers: headers }: Version,
  text: string,
  more: Record<string, string> = {},
): Promise<Answer> {
  const named = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  return read('PUT', url, { method: 'PUT', body: Buffer.from(text), headers: { ...named, ...more } });
}

const confirm = (clio: Clio, id: number, { uuid }: Version) =>
  clio.ask('PATCH', `documents/${id}`, { data: { uuid, fully_uploaded: true } });

async function uploaded(clio: Clio, text = 'May it please the court', parent?: Json): Promise<number> {
  const { id, version } = await announced(clio, parent);
  hasStatus(await put(version, text), 200);
  hasStatus(await confirm(clio, id, version), 200);
  return id;
}

async function download(clio: Clio, id: unknown): Promise<string> {
  const answer = await clio.ask('GET', `documents/${id}/download.json`);
  hasStatus(answer, 303);
  return answer.headers.get('location') ?? '';
}

export const documents: readonly Requirement[] = [
  must('DOC-01', '§6.9', 'reading', 'a download is 303 to an address on another host', async (clio) => {
    const { id } = await clio.first('documents?limit=1');
    const location = await download(clio, id);
    holds(
      URL.canParse(location) && new URL(location).origin !== new URL(clio.origin).origin,
      `another host, got ${location}`,
    );
  }),
  must(
    'DOC-02',
    '§6.9',
    'reading',
    'that host gives the bytes to whoever brings no token, as many as the document says',
    async (clio) => {
      const found = (await clio.page('documents?limit=50&fields=id,size')).data.find(
        ({ size }) => Number(size) < 1_000_000,
      );
      if (!found) throw new Skipped('the firm has no small document');
      const answer = await fetch(await download(clio, found['id']));
      equals(answer.status, 200, 'the status');
      equals((await answer.arrayBuffer()).byteLength, found['size'], 'the number of bytes');
    },
  ),
  must('DOC-03', '§6.9', 'reading', 'and refuses whoever brings one', async (clio) => {
    const { id } = await clio.first('documents?limit=1');
    const headers = { Authorization: `Bearer ${clio.token}`, Range: 'bytes=0-0' };
    const answer = await read('GET', await download(clio, id), { headers });
    holds(answer.status >= 400 && answer.status < 500, `a refusal, got ${answer.status}`);
  }),
  must('DOC-04', '§6.9', 'writing', 'announcing a document answers 201 with put_url and put_headers', async (clio) => {
    const { version } = await announced(clio);
    holds(URL.canParse(version.put_url), 'put_url');
    const names = version.put_headers.map(({ name }) => name.toLowerCase());
    holds(
      names.includes('content-type') && names.includes('x-amz-server-side-encryption'),
      `both headers, got ${names}`,
    );
  }),
  must('DOC-05', '§6.9', 'writing', 'the bytes are refused when a header of the signature is missing', async (clio) => {
    const { version } = await announced(clio);
    for (const left of version.put_headers) {
      const put_headers = version.put_headers.filter((header) => header !== left);
      const answer = await put({ ...version, put_headers }, 'text');
      hasStatus(answer, 403);
      holds(/SignatureDoesNotMatch/.test(answer.text), 'SignatureDoesNotMatch');
    }
  }),
  must('DOC-06', '§8.19', 'writing', 'and when the bearer token comes along', async (clio) => {
    const { version } = await announced(clio);
    hasStatus(await put(version, 'text', { Authorization: `Bearer ${clio.token}` }), 400);
  }),
  must('DOC-07', '§6.9', 'writing', 'fully_uploaded without the bytes is UploadNotFoundError', async (clio) => {
    const { id, version } = await announced(clio);
    const answer = await confirm(clio, id, version);
    hasStatus(answer, 422);
    isErrorA(answer, 'UploadNotFoundError');
  }),
  must(
    'DOC-08',
    '§6.9',
    'writing',
    'a document is hidden from lists until its upload is confirmed, unless show_uncompleted=true',
    async (clio) => {
      const { id, version } = await announced(clio);
      const listed = async (query = '') => (await clio.page(`documents?ids[]=${id}${query}`)).data.length;
      equals([await listed(), await listed('&show_uncompleted=true')], [0, 1], 'before');
      await put(version, 'text');
      hasStatus(await confirm(clio, id, version), 200);
      equals(await listed(), 1, 'after');
    },
  ),
  must('DOC-09', '§6.9', 'writing', 'what was uploaded is what is downloaded', async (clio) => {
    const text = `Über ${Math.random()}`;
    const id = await uploaded(clio, text);
    equals((await read('GET', await download(clio, id), {})).text, text, 'the text');
    equals((await clio.record(`documents/${id}?fields=size`))['size'], Buffer.byteLength(text), 'size');
  }),
  must('DOC-10', '§6.9', 'simulator', 'put_url is good for ten minutes', async (clio) => {
    const { version } = await announced(clio);
    await step(clio, 601);
    hasStatus(await put(version, 'text'), 403);
  }),
  must(
    'DOC-11',
    '§4.6',
    'writing',
    'DELETE puts a document into the trash: hidden from lists, still read by id with deleted_at',
    async (clio) => {
      const id = await uploaded(clio);
      hasStatus(await clio.ask('DELETE', `documents/${id}`), 204);
      equals((await clio.page(`documents?ids[]=${id}`)).data, [], 'the list');
      equals(
        (await clio.page(`documents?ids[]=${id}&include_deleted=true`)).data.length,
        1,
        'the list with the deleted',
      );
      holds((await clio.record(`documents/${id}?fields=deleted_at`))['deleted_at'] !== null, 'deleted_at');
    },
  ),
  must('DOC-12', '§4.6', 'writing', 'a second DELETE is 404', async (clio) => {
    const id = await uploaded(clio);
    hasStatus(await clio.ask('DELETE', `documents/${id}`), 204);
    hasStatus(await clio.ask('DELETE', `documents/${id}`), 404);
  }),
  must('DOC-13', '§4.6', 'writing', 'PATCH restore takes it out of the trash', async (clio) => {
    const id = await uploaded(clio);
    await clio.ask('DELETE', `documents/${id}`);
    await clio.write('PATCH', `documents/${id}`, { restore: true });
    equals((await clio.record(`documents/${id}?fields=deleted_at`))['deleted_at'], null, 'deleted_at');
  }),
  must('DOC-14', '§4.6', 'simulator', 'after thirty days in the trash it is 404', async (clio) => {
    const id = await uploaded(clio);
    await clio.ask('DELETE', `documents/${id}`);
    await step(clio, 29 * 86_400);
    hasStatus(await (await freshly(clio)).get(`documents/${id}`), 200);
    await step(clio, 86_401);
    hasStatus(await (await freshly(clio)).get(`documents/${id}`), 404);
  }),
  must('DOC-15', '§6.9', 'writing', 'a document as parent makes a new version', async (clio) => {
    const id = await uploaded(clio, 'first');
    equals(await uploaded(clio, 'second', { id, type: 'Document' }), id, 'the id');
    const versions = await clio.page(`documents/${id}/versions?fields=version_number`);
    equals(
      versions.data.map((version) => version['version_number']),
      [1, 2],
      'the versions',
    );
    equals((await read('GET', await download(clio, id), {})).text, 'second', 'the text');
  }),
  must('DOC-16', '§6.10', 'writing', 'an earlier version can be downloaded and saved as the latest', async (clio) => {
    const id = await uploaded(clio, 'first');
    await uploaded(clio, 'second', { id, type: 'Document' });
    const [oldest] = (await clio.page(`documents/${id}/versions?fields=id`)).data;
    const old = await clio.ask('GET', `documents/${id}/download?document_version_id=${oldest?.['id']}`);
    equals((await read('GET', old.headers.get('location') ?? '', {})).text, 'first', 'the old text');
    hasStatus(await clio.ask('POST', `documents/${id}/versions/${oldest?.['id']}/save_as_latest_version`), 200);
    equals((await read('GET', await download(clio, id), {})).text, 'first', 'the latest text');
  }),
  must('DOC-17', '§6.9', 'writing', 'a copy has the bytes of the original', async (clio) => {
    const id = await uploaded(clio, 'to copy');
    const matter = await clio.first('matters?limit=1');
    const copy = await clio.write('POST', `documents/${id}/copy`, { parent: { id: matter['id'], type: 'Matter' } });
    holds(copy['id'] !== id, 'a document of its own');
    equals((await read('GET', await download(clio, copy['id']), {})).text, 'to copy', 'the text');
  }),
  must('DOC-18', '§6.11', 'reading', 'folders/list has documents and folders, by cursor alone', async (clio) => {
    const { data } = await clio.page('folders/list?limit=200&fields=id,type');
    holds(
      data.every(({ type }) => type === 'Folder' || type === 'Document'),
      'only those',
    );
    hasStatus(await clio.get('folders/list?offset=0'), 400, 422);
  }),
  must('DOC-19', '§6.11', 'reading', 'a root folder has no parent', async (clio) => {
    for (const folder of (await clio.page('folders?limit=50&fields=root,parent')).data) {
      equals(folder['root'], folder['parent'] === null, 'root');
    }
  }),
  must('DOC-20', '§6.11', 'simulator', 'a root folder cannot be deleted: 400 DeleteFailed', async (clio) => {
    const root = (await clio.page('folders?limit=50&fields=id,root')).data.find((folder) => folder['root'] === true);
    const answer = await clio.ask('DELETE', `folders/${root?.['id']}`);
    hasStatus(answer, 400);
    isErrorA(answer, 'DeleteFailed');
  }),
  must('DOC-21', '§6.9', 'writing', 'parent_id with scope=descendants finds what lies deeper', async (clio) => {
    const matter = { id: (await clio.first('matters?limit=1'))['id'], type: 'Matter' };
    const outer = await clio.write('POST', 'folders', { name: 'Outer', parent: matter });
    const inner = await clio.write('POST', 'folders', { name: 'Inner', parent: { id: outer['id'], type: 'Folder' } });
    const id = await uploaded(clio, 'deep', { id: inner['id'], type: 'Folder' });
    const found = async (query: string) =>
      (await clio.page(`documents?parent_id=${outer['id']}${query}`)).data.map((row) => row['id']);
    equals(await found(''), [], 'the children');
    equals(await found('&scope=descendants'), [id], 'the descendants');
  }),
  must(
    'DOC-22',
    '§6.9',
    'writing',
    'parts of a large file are announced with multiparts, each with an address',
    async (clio) => {
      const matter = { id: (await clio.first('matters?limit=1'))['id'], type: 'Matter' };
      const multiparts = [1, 2].map((part_number) => ({ part_number, content_length: '6000000' }));
      const made = await clio.write('POST', 'documents?fields=latest_document_version{multiparts}', {
        name: 'film.mp4',
        parent: matter,
        multiparts,
      });
      const { multiparts: parts } = made['latest_document_version'] as { multiparts: { put_url: string }[] };
      equals(parts.filter(({ put_url }) => URL.canParse(put_url)).length, 2, 'the number of addresses');
    },
  ),
  must(
    'DOC-23',
    '§6.11',
    'writing',
    'a folder in the trash takes along what it holds, and brings it back',
    async (clio) => {
      const matter = { id: (await clio.first('matters?limit=1'))['id'], type: 'Matter' };
      const folder = await clio.write('POST', 'folders', { name: 'Outer', parent: matter });
      const id = await uploaded(clio, 'within', { id: folder['id'], type: 'Folder' });
      const deletedAt = async () => (await clio.record(`documents/${id}?fields=deleted_at`))['deleted_at'];
      hasStatus(await clio.ask('DELETE', `folders/${folder['id']}`), 204);
      holds((await deletedAt()) !== null, 'the document in the trash');
      await clio.write('PATCH', `folders/${folder['id']}`, { restore: true });
      equals(await deletedAt(), null, 'deleted_at');
    },
  ),
  must('DOC-24', '§6.11', 'simulator', 'folders/list has orders of its own, without an offset', async (clio) => {
    const seen: Json[] = [];
    const path = 'folders/list?order=name(desc)&limit=100&fields=id,name';
    for (let next: string | undefined = path; next !== undefined; ) {
      const page: Page = await clio.page(next);
      holds(new URL(page.paging.next ?? clio.origin).searchParams.get('offset') === null, 'no offset in next');
      seen.push(...page.data);
      next = page.paging.next;
    }
    const names = seen.map(({ name }) => String(name));
    equals(
      names,
      names.toSorted((left, right) => (left < right ? 1 : left > right ? -1 : 0)),
      'the names',
    );
    equals(new Set(seen.map(({ id }) => id)).size, seen.length, 'the number of different records');
    holds(seen.length > 100, 'several pages');
  }),
];
