import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestService } from '../test-service.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

test('custom fields of a matter show what was entered, and nothing of those that are out of use', async () => {
  const own = service.newFirm();
  await own.sync('CUSTOM_FIELDS', [{ id: 2, name: 'Court', field_type: 'picklist' }]);
  const value = (rest: object) => ({ id: 'picklist-1', field_name: 'Court', field_type: 'picklist', ...rest });
  await own.sync('MATTERS', [
    {
      id: 1,
      custom_field_values: [
        value({ value: '7', custom_field: { id: 2 }, picklist_option: { id: 7, option: 'High' } }),
        value({ id: null, field_name: 'Count', field_type: 'numeric', value: 3, custom_field: { id: 3 } }),
        value({ field_name: 'Old', soft_deleted: true }),
      ],
    },
    { id: 2, custom_field_values: { redacted: true } },
  ]);
  const answer = await own.askFirm(
    'matters(orderBy: { field: DISPLAY_NUMBER, direction: ASC }) { nodes { clioId customFieldValues { name type value option field { clioId } } } }',
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data.matters.nodes).toEqual([
    {
      clioId: '1',
      customFieldValues: [
        { name: 'Court', type: 'picklist', value: '7', option: 'High', field: { clioId: '2' } },
        { name: 'Count', type: 'numeric', value: '3', option: null, field: null },
      ],
    },
    { clioId: '2', customFieldValues: null },
  ]);
});
