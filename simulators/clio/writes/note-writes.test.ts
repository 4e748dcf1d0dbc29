import { describe, expect, test } from '@jest/globals';
import { client, one, post, remove, writingSimulator } from './writing-client.ts';

writingSimulator();

describe('notes and communications', () => {
  test('a note needs the relation its type names, and keeps the allowed tags of rich text', async () => {
    const matter = await one('matters');
    expect((await post('notes', { type: 'Contact', matter: { id: matter['id'] } })).status).toBe(422);
    expect((await post('notes', { matter: { id: matter['id'] } })).status).toBe(422);
    const rich = { detail_text_type: 'rich_text', detail: '<p>Spoke <script>x</script><b>today</b></p>' };
    const note = { type: 'Matter', matter: { id: matter['id'] }, subject: 'Call', ...rich };
    const { data } = await post('notes', note, 'id,type,detail,contact,matter{id}');
    expect(data).toMatchObject({
      type: 'Matter',
      detail: '<p>Spoke x<b>today</b></p>',
      contact: null,
      matter: { id: matter['id'] },
    });
    expect(await remove(`notes/${data['id']}`)).toBe(204);
  });

  test('a communication shows who wrote and who received', async () => {
    const user = await one('users');
    const contact = await one('contacts', ({ type }) => type === 'Company');
    const data = {
      type: 'EmailCommunication',
      subject: 'Lease',
      body: 'Please see attached.',
      received_at: '2026-03-02T09:00:00-08:00',
      senders: [{ id: contact['id'], type: 'Contact' }],
      receivers: [{ id: user['id'], type: 'User' }],
    };
    const made = await post('communications', data, 'id,date,senders{id,type},receivers{id,type}');
    expect(made.data).toMatchObject({
      date: '2026-03-02',
      senders: [{ id: contact['id'], type: 'Company' }],
      receivers: [{ id: user['id'], type: 'User' }],
    });
    expect((await post('communications', { ...data, body: undefined })).status).toBe(422);
    const found = await client.all(`communications?contact_id=${contact['id']}&order=id(asc)`);
    expect(found.map(({ id }) => id)).toContain(made.data['id']);
  });
});
