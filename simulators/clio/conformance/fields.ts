import { isObject } from './clio.ts';
import { equals, hasFields, hasStatus, holds, isErrorA } from './expectations.ts';
import { must, type Requirement, Skipped } from './requirement.ts';

const stub = ['etag', 'id'];

export const fields: readonly Requirement[] = [
  must('FIELD-01', '§4.1', 'reading', 'without fields a record shows id and etag', async (clio) => {
    for (const collection of ['matters', 'contacts', 'bills']) {
      hasFields(await clio.first(`${collection}?limit=1`), stub, collection);
    }
  }),
  must('FIELD-02', '§4.1', 'reading', 'a comma list gives exactly its fields', async (clio) => {
    hasFields(
      await clio.first('matters?limit=1&fields=id,description,status'),
      ['description', 'id', 'status'],
      'a matter',
    );
  }),
  must('FIELD-03', '§4.1', 'reading', 'braces choose the fields of a relation', async (clio) => {
    const { client } = await clio.first('matters?limit=1&fields=client{id,name}');
    if (!isObject(client)) throw new Skipped('the matter has no client');
    hasFields(client, ['id', 'name'], 'the client');
  }),
  must('FIELD-04', '§4.1', 'reading', 'a relation without braces shows id and etag', async (clio) => {
    const { client } = await clio.first('matters?limit=1&fields=client');
    if (!isObject(client)) throw new Skipped('the matter has no client');
    hasFields(client, stub, 'the client');
  }),
  must('FIELD-05', '§4.1', 'reading', 'a relation within a relation may be named', async (clio) => {
    hasStatus(await clio.get('activities?limit=1&fields=matter{id,client}'), 200);
  }),
  must('FIELD-06', '§4.1', 'reading', 'but not opened: two levels of braces are 400', async (clio) => {
    const answer = await clio.get('activities?limit=1&fields=matter{client{name}}');
    hasStatus(answer, 400);
    isErrorA(answer);
  }),
  must('FIELD-07', '§4.1', 'reading', 'an unknown field is 400, with its name in the message', async (clio) => {
    const answer = await clio.get('matters?limit=1&fields=id,colour');
    hasStatus(answer, 400);
    isErrorA(answer);
    holds(/colour/.test(answer.text), 'the field in the message');
  }),
  must('FIELD-08', '§4.1', 'reading', 'so is an unknown field of a relation', async (clio) => {
    hasStatus(await clio.get('matters?limit=1&fields=client{colour}'), 400);
  }),
  must('FIELD-09', '§4.1', 'reading', 'braces that do not close are 400', async (clio) => {
    hasStatus(await clio.get('matters?limit=1&fields=client{id'), 400);
  }),
  must('FIELD-10', '§4.1', 'simulator', 'the type of these errors is InvalidFields', async (clio) => {
    for (const text of ['colour', 'client{colour}', 'client{company{name}}', 'client{id', 'description{id}']) {
      isErrorA(await clio.get(`matters?limit=1&fields=${text}`), 'InvalidFields');
    }
  }),
  must('FIELD-11', '§4.1', 'reading', 'braces and commas may be escaped or not', async (clio) => {
    const plain = await clio.get('matters?limit=1&fields=id,client{id,name}');
    const escaped = await clio.get('matters?limit=1&fields=id%2Cclient%7Bid%2Cname%7D');
    hasStatus(plain, 200);
    equals(escaped.body['data'], plain.body['data'], 'the records');
  }),
  must('FIELD-12', '§4.1', 'reading', 'rate and description of an activity cannot be read', async (clio) => {
    for (const field of ['rate', 'description']) hasStatus(await clio.get(`activities?limit=1&fields=${field}`), 400);
  }),
  must(
    'FIELD-13',
    '§4.1',
    'reading',
    'latest_document_version without braces shows id and version_number',
    async (clio) => {
      const { latest_document_version: version } = await clio.first('documents?limit=1&fields=latest_document_version');
      if (!isObject(version)) throw new Skipped('the document has no version');
      hasFields(version, ['id', 'version_number'], 'the version');
    },
  ),
  must('FIELD-14', '§4.1', 'reading', 'fields work on a single record', async (clio) => {
    const { id } = await clio.first('contacts?limit=1');
    hasFields(await clio.record(`contacts/${id}?fields=name,type`), ['name', 'type'], 'the contact');
  }),
  must('FIELD-15', '§4.1', 'writing', 'a write without fields answers id and etag only', async (clio) => {
    const { id } = await clio.first('matters?limit=1');
    const data = { name: 'Conformance', parent: { id, type: 'Matter' } };
    hasFields(await clio.write('POST', 'folders', data), stub, 'the new folder');
  }),
  must('FIELD-16', '§4.1', 'writing', 'fields work on a write', async (clio) => {
    const { id } = await clio.first('matters?limit=1');
    const data = { name: 'Conformance', parent: { id, type: 'Matter' } };
    const made = await clio.write('POST', 'folders?fields=id,name', data);
    equals(made['name'], 'Conformance', 'name');
    const changed = await clio.write('PATCH', `folders/${made['id']}?fields=name`, { name: 'Changed' });
    equals(changed, { name: 'Changed' }, 'the changed folder');
  }),
];
