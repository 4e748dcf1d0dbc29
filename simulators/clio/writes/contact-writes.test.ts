import { describe, expect, test } from '@jest/globals';
import { client, idIn, isOpen, type Json, one, patch, post, remove, writingSimulator } from './writing-client.ts';

writingSimulator();

describe('contacts', () => {
  test('a person needs a first or last name, a company a name; other types are refused', async () => {
    expect((await post('contacts', { type: 'Person', name: 'Jane Roe' })).status).toBe(422);
    expect((await post('contacts', { type: 'Company' })).status).toBe(422);
    expect((await post('contacts', { type: 'Robot', name: 'R' })).status).toBe(422);
    const { data } = await post('contacts', { type: 'Person', last_name: 'Roe', first_name: 'Jane' }, 'name,type');
    expect(data).toEqual({ name: 'Jane Roe', type: 'Person' });
  });

  test('lists inside are written entry by entry, and primary values follow', async () => {
    const made = await post(
      'contacts',
      {
        type: 'Person',
        last_name: 'Roe',
        email_addresses: [
          { name: 'Work', address: 'a@roe.test' },
          { name: 'Home', address: 'b@roe.test', default_email: true },
        ],
        phone_numbers: [{ name: 'Mobile', number: '604-555-0142' }],
        addresses: [{ name: 'Billing', street: '1 Main St', city: 'Vancouver' }],
      },
      'id,primary_email_address,primary_phone_number,primary_address{city},email_addresses{id,name,address,primary}',
    );
    expect(made.data).toMatchObject({
      primary_email_address: 'b@roe.test',
      primary_phone_number: '604-555-0142',
      primary_address: { city: 'Vancouver' },
    });
    const [first, second] = made.data['email_addresses'] as Json[];
    const change = {
      email_addresses: [
        { id: second?.['id'], _destroy: true },
        { id: first?.['id'], address: 'c@roe.test' },
      ],
    };
    const fields = 'primary_email_address,email_addresses{id,address,primary}';
    expect((await patch(`contacts/${made.data['id']}`, change, fields)).data).toEqual({
      primary_email_address: 'c@roe.test',
      email_addresses: [{ id: first?.['id'], address: 'c@roe.test', primary: true }],
    });
  });

  test('those that were there before can be changed by their id too', async () => {
    const contact = await one('contacts', ({ email_addresses }) => (email_addresses as Json[]).length > 0);
    const [first] = contact['email_addresses'] as Json[];
    const change = { email_addresses: [{ id: first?.['id'], address: 'new@roe.test' }] };
    const { data } = await patch(`contacts/${contact.id}`, change, 'primary_email_address');
    expect(data).toEqual({ primary_email_address: 'new@roe.test' });
  });

  test.each([
    ['email_addresses', (i: number) => ({ name: 'Work', address: `${i}@roe.test` })],
    ['phone_numbers', (i: number) => ({ name: 'Work', number: `604-555-0${100 + i}` })],
    ['addresses', (i: number) => ({ name: 'Work', street: `${i} Main St` })],
  ])('no more than 20 %s', async (field, item) => {
    const items = Array.from({ length: 21 }, (_, index) => item(index));
    expect((await post('contacts', { type: 'Company', name: 'Many', [field]: items })).status).toBe(422);
    expect((await post('contacts', { type: 'Company', name: 'Many', [field]: items.slice(1) })).status).toBe(201);
  });

  test('the labels of addresses are strict', async () => {
    for (const name of ['work', 'Office']) {
      const data = { type: 'Company', name: 'Strict', addresses: [{ name, street: '1 Main St' }] };
      expect((await post('contacts', data)).status).toBe(422);
    }
  });

  test('with open bills cannot be deleted (409), nor as the client of a matter (422)', async () => {
    const bill = await one('bills', ({ state }) => state === 'awaiting_payment');
    expect(await remove(`contacts/${idIn(bill, 'client')}`)).toBe(409);
    const contact = await one('contacts', ({ is_client }) => is_client === false);
    await post('matters', { client: { id: contact.id }, description: 'Lease' });
    expect(await remove(`contacts/${contact.id}`)).toBe(422);
  });

  test('who are part of a matter leave it when they are deleted', async () => {
    const { data } = await post('contacts', { type: 'Company', name: 'Passing' });
    const matter = await one('matters', isOpen);
    const relation = { contact: { id: data['id'] }, matter: { id: matter.id }, description: 'Expert' };
    const relationship = (await post('relationships', relation)).data;
    expect(await remove(`contacts/${data['id']}`)).toBe(204);
    expect((await client.get(`relationships/${relationship['id']}`)).status).toBe(404);
  });

  test('a new contact moves no value of the others, whose etags stay', async () => {
    const fields = encodeURIComponent('id,etag,custom_field_values{id,value}');
    const all = async () => {
      const answer = await client.get(`contacts?limit=200&order=id(asc)&fields=${fields}`);
      return ((await answer.json()) as { data: Json[] }).data;
    };
    const before = await all();
    expect(JSON.stringify(before)).toContain('contact-');
    await post('contacts', { type: 'Company', name: 'Newcomer Ltd' });
    expect((await all()).slice(0, before.length)).toEqual(before);
  });
});
