import { describe, expect, test } from '@jest/globals';
import { truth } from '../connected-client.ts';
import {
  account,
  client,
  idIn,
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

describe('matters', () => {
  test('need a client and a description, and begin open with the next number', async () => {
    const contact = await one('contacts', ({ is_client }) => is_client === false);
    expect((await post('matters', { description: 'Lease' })).status).toBe(422);
    expect((await post('matters', { client: { id: contact.id } })).status).toBe(422);
    const most = Math.max(
      ...(await truth(simulator, account, 'matters', 'number')).map(({ number }) => Number(number)),
    );
    const { data } = await post(
      'matters',
      { client: { id: contact.id }, description: 'Lease', billing_method: 'flat' },
      'status,number,billing_method,client{id,is_client},custom_field_values{id}',
    );
    expect(data).toMatchObject({
      status: 'Open',
      number: most + 1,
      billing_method: 'hourly',
      client: { id: contact.id, is_client: true },
    });
    expect((data['custom_field_values'] as Json[]).every(({ id }) => id === null)).toBe(true);
  });

  test('custom_rate decides the billing method', async () => {
    const { id } = await one('matters', ({ billing_method }) => billing_method === 'hourly');
    const { data } = await patch(
      `matters/${id}`,
      { custom_rate: { type: 'FlatRate', rates: [{ rate: 1500 }] } },
      'billing_method,custom_rate{type}',
    );
    expect(data).toEqual({ billing_method: 'flat', custom_rate: { type: 'FlatRate' } });
    expect((await patch(`matters/${id}`, { custom_rate: { type: 'Barter' } })).status).toBe(422);
  });

  test('closing and reopening set the dates', async () => {
    const { id } = await one('matters', isOpen);
    const today = (await read(`matters/${id}`, 'open_date')).status;
    expect(today).toBe(200);
    const closed = await patch(`matters/${id}`, { status: 'closed' }, 'status,close_date');
    expect(closed.data).toEqual({ status: 'Closed', close_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
    const open = await patch(`matters/${id}`, { status: 'open' }, 'status,close_date');
    expect(open.data).toEqual({ status: 'Open', close_date: null });
    expect((await patch(`matters/${id}`, { status: 'archived' })).status).toBe(422);
  });

  test('a stage has to belong to the practice area', async () => {
    const stages = await truth(simulator, account, 'matter_stages', 'id,practice_area_id');
    const matter = await one('matters', ({ status, practice_area }) => status === 'Open' && practice_area !== null);
    const area = String(idIn(matter, 'practice_area'));
    const own = stages.find(({ practice_area_id }) => String(practice_area_id) === area);
    const foreign = stages.find(({ practice_area_id }) => String(practice_area_id) !== area);
    expect((await patch(`matters/${matter.id}`, { matter_stage: { id: own?.['id'] } })).status).toBe(200);
    expect((await patch(`matters/${matter.id}`, { matter_stage: { id: foreign?.['id'] } })).status).toBe(422);
  });

  test('relationships inside a matter are made, changed and taken away', async () => {
    const { id } = await one('matters', ({ relationships }) => (relationships as Json[]).length === 0);
    const contact = await one('contacts', () => true);
    const fields = 'relationships{id,description}';
    const added = { contact: { id: contact.id }, description: 'Expert' };
    const made = (await patch(`matters/${id}`, { relationships: [added] }, fields)).data['relationships'] as Json[];
    expect(made).toEqual([{ id: expect.any(Number), description: 'Expert' }]);
    const rename = { id: made[0]?.['id'], description: 'Witness' };
    expect((await patch(`matters/${id}`, { relationships: [rename] }, fields)).data).toEqual({
      relationships: [rename],
    });
    const gone = { id: made[0]?.['id'], _destroy: true };
    expect((await patch(`matters/${id}`, { relationships: [gone] }, fields)).data).toEqual({ relationships: [] });
  });

  test('with bills cannot be deleted; without, their work goes with them', async () => {
    const bill = await one('bills', () => true);
    const [billed] = bill['matters'] as Json[];
    expect(await remove(`matters/${billed?.['id']}`)).toBe(422);
    const contact = await one('contacts', ({ is_client }) => is_client === false);
    const matter = (await post('matters', { client: { id: contact.id }, description: 'Short' })).data;
    const entry = { type: 'TimeEntry', date: '2026-03-02', quantity: 3600, matter: { id: matter['id'] } };
    const activity = (await post('activities', entry)).data;
    expect(await remove(`matters/${matter['id']}`)).toBe(204);
    expect((await client.get(`activities/${activity['id']}`)).status).toBe(404);
    expect((await read(`contacts/${contact.id}`, 'is_client')).data['is_client']).toBe(false);
  });
});

describe('custom field values', () => {
  test('are made once, changed by their own id and taken away', async () => {
    const field = (await post('custom_fields', { name: 'Docket', parent_type: 'Matter', field_type: 'text_line' }))
      .data;
    const { id } = await one('matters', isOpen);
    const fields = 'custom_field_values{id,value,custom_field}';
    const ask = async (item: unknown) => {
      const { data, ...rest } = await patch(`matters/${id}`, { custom_field_values: [item] }, fields);
      const values = (data?.['custom_field_values'] ?? []) as Json[];
      return { ...rest, value: values.find((value) => idIn(value, 'custom_field') === field['id']) };
    };
    const create = { custom_field: { id: field['id'] }, value: '26-CV-1' };
    const made = await ask(create);
    expect(made.value).toMatchObject({ id: expect.stringMatching(/^text_line-\d+$/), value: '26-CV-1' });
    expect(await ask(create)).toMatchObject({ status: 422, message: expect.stringContaining('already exists') });
    const change = { id: made.value?.['id'], value: '26-CV-2' };
    expect((await ask(change)).value).toMatchObject(change);
    expect((await ask({ id: made.value?.['id'], _destroy: true })).value?.['id'] ?? null).toBeNull();
    expect((await ask(create)).status).toBe(200);
  });

  test('have to fit their field', async () => {
    const { id } = await one('matters', isOpen);
    const cases = [
      ['numeric', 'many', '12.5'],
      ['date', 'soon', '2026-03-02'],
      ['checkbox', 'perhaps', true],
    ] as const;
    for (const [fieldType, wrong, right] of cases) {
      const definition = { name: fieldType, parent_type: 'Matter', field_type: fieldType };
      const field = (await post('custom_fields', definition)).data;
      const write = (value: unknown) =>
        patch(`matters/${id}`, { custom_field_values: [{ custom_field: { id: field['id'] }, value }] });
      expect((await write(wrong)).status).toBe(422);
      expect((await write(right)).status).toBe(200);
    }
  });

  test('of a picklist are its options; a deleted field is marked and a second deletion is 404', async () => {
    const definition = {
      name: 'Court',
      parent_type: 'Contact',
      field_type: 'picklist',
      picklist_options: [{ option: 'North' }, { option: 'South' }],
    };
    const field = (await post('custom_fields', definition, 'id,picklist_options{id,option,deleted_at}')).data;
    const [north, south] = field['picklist_options'] as Json[];
    const path = `custom_fields/${field['id']}`;
    const gone = { picklist_options: [{ id: south?.['id'], _destroy: true }] };
    const changed = await patch(path, gone, 'picklist_options{option,deleted_at}');
    expect((changed.data['picklist_options'] as Json[])[1]?.['deleted_at']).toEqual(expect.any(String));
    const { id } = await one('contacts', () => true);
    const write = (value: unknown) =>
      patch(`contacts/${id}`, { custom_field_values: [{ custom_field: { id: field['id'] }, value }] });
    expect((await write(south?.['id'])).status).toBe(422);
    expect((await write(north?.['id'])).status).toBe(200);
    expect([await remove(path), await remove(path)]).toEqual([204, 404]);
    expect((await client.all('custom_fields?deleted=true')).map((record) => record['id'])).toContain(field['id']);
  });
});
