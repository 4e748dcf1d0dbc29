import type { Json } from './clio.ts';
import { equals, hasStatus } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';
import { company, matterFor, person, refused, someRecord } from './written.ts';

export const contactWrites: readonly Requirement[] = [
  must('WRITE-06', '§6.3', 'writing', 'a contact has a type, a person a name', async (clio) => {
    await refused(clio, 'POST', 'contacts', { first_name: 'A' }, 422);
    await refused(clio, 'POST', 'contacts', { type: 'Person' }, 422);
  }),
  must('WRITE-07', '§4.5', 'writing', 'a contact has at most twenty emails, phones and addresses', async (clio) => {
    const { id } = await company(clio);
    const many = (entry: Json) => Array.from({ length: 21 }, () => entry);
    await refused(
      clio,
      'PATCH',
      `contacts/${id}`,
      { email_addresses: many({ name: 'Work', address: 'a@b.example' }) },
      422,
    );
    await refused(clio, 'PATCH', `contacts/${id}`, { phone_numbers: many({ name: 'Work', number: '555' }) }, 422);
    await refused(clio, 'PATCH', `contacts/${id}`, { addresses: many({ name: 'Work', city: 'A' }) }, 422);
    hasStatus(
      await clio.ask('PATCH', `contacts/${id}`, {
        data: { email_addresses: many({ name: 'Work', address: 'a@b.example' }).slice(1) },
      }),
      200,
    );
  }),
  must(
    'WRITE-08',
    '§4.3',
    'writing',
    'entries of a list are added, changed by id, and taken away with _destroy',
    async (clio) => {
      const { id } = await company(clio);
      const path = `contacts/${id}?fields=email_addresses{id,address}`;
      const added = await clio.write('PATCH', path, { email_addresses: [{ name: 'Work', address: 'one@b.example' }] });
      const [first] = added['email_addresses'] as { id: number }[];
      const changed = await clio.write('PATCH', path, {
        email_addresses: [{ id: first?.id, address: 'two@b.example' }],
      });
      equals(changed['email_addresses'], [{ id: first?.id, address: 'two@b.example' }], 'the entries');
      const gone = await clio.write('PATCH', path, { email_addresses: [{ id: first?.id, _destroy: true }] });
      equals(gone['email_addresses'], [], 'the entries');
    },
  ),
  must(
    'WRITE-09',
    '§8.15',
    'writing',
    'primary email and phone follow from the lists and cannot be written',
    async (clio) => {
      const made = await person(clio, { primary_email_address: 'direct@b.example' });
      const path = `contacts/${made['id']}?fields=primary_email_address`;
      equals((await clio.record(path))['primary_email_address'], null, 'primary_email_address');
      await clio.write('PATCH', `contacts/${made['id']}`, {
        email_addresses: [{ name: 'Work', address: 'listed@b.example', default_email: true }],
      });
      equals((await clio.record(path))['primary_email_address'], 'listed@b.example', 'primary_email_address');
    },
  ),
  must('WRITE-10', '§6.3', 'writing', 'the client of a matter cannot be deleted', async (clio) => {
    const client = await company(clio);
    await matterFor(clio, client);
    await refused(clio, 'DELETE', `contacts/${client['id']}`, undefined, 409, 422);
  }),
  must('WRITE-11', '§7.2', 'writing', 'a contact with open bills is 409', async (clio) => {
    const bill = await someRecord(clio, 'bills?state=awaiting_payment&limit=1&fields=client{id}', 'unpaid bill');
    await refused(clio, 'DELETE', `contacts/${(bill['client'] as { id: number }).id}`, undefined, 409);
  }),
  must('WRITE-22', '§8.25', 'writing', 'a second value for the same custom field is 422', async (clio) => {
    const field = await clio.write('POST', 'custom_fields', {
      name: `Conformance ${Math.random()}`,
      parent_type: 'Contact',
      field_type: 'text_line',
    });
    const { id } = await company(clio);
    const values = { custom_field_values: [{ custom_field: { id: field['id'] }, value: 'one' }] };
    await clio.write('PATCH', `contacts/${id}`, values);
    await refused(clio, 'PATCH', `contacts/${id}`, values, 422);
  }),
  must('WRITE-29', '§6.3', 'writing', 'the label of an address is one of four, as they are spelled', async (clio) => {
    const { id } = await company(clio);
    for (const name of ['work', 'Office']) {
      await refused(clio, 'PATCH', `contacts/${id}`, { addresses: [{ name, city: 'A' }] }, 422);
    }
    for (const name of ['Work', 'Home', 'Billing', 'Other']) {
      await clio.write('PATCH', `contacts/${id}`, { addresses: [{ name, city: 'A' }] });
    }
  }),
];
