import { equals, hasStatus, holds } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';
import { person } from './written.ts';

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
  must('WRITE-45', '§4.3', 'writing', 'a body may be a form too, in parts or not', async (clio) => {
    const fields = [
      ['data[type]', 'Company'],
      ['data[name]', 'Formed & Co'],
    ] as const;
    const parts = fields.map(
      ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', new URLSearchParams(fields.map(([...pair]) => pair)).toString()],
      ['multipart/form-data; boundary=x', `${parts.join('')}--x--\r\n`],
    ] as const) {
      const answer = await clio.ask('POST', 'contacts?fields=name', { body, headers: { 'Content-Type': type } });
      hasStatus(answer, 201);
      equals(answer.body['data'], { name: 'Formed & Co' }, 'the contact');
    }
  }),
];
