import { describe, expect, test } from '@jest/globals';
import { client, idIn, one, patch, post, read, remove, writingSimulator } from './writing-client.ts';

writingSimulator();

describe('settings', () => {
  test('a practice area that is deleted leaves its matters without one', async () => {
    const matter = await one('matters', ({ practice_area }) => practice_area !== null);
    expect(await remove(`practice_areas/${idIn(matter, 'practice_area')}`)).toBe(204);
    expect((await read(`matters/${matter.id}`, 'practice_area')).data).toEqual({ practice_area: null });
  });

  test.each([
    ['activity_descriptions', { name: 'Hearing', rate: { type: 'Custom', amount: 410 } }, { name: 'Trial' }],
    ['expense_categories', { name: 'Taxi', entry_type: 'soft_cost', rate: 12 }, { name: 'Cab', rate: 15 }],
    ['groups', { name: 'Litigation' }, { name: 'Trials' }],
    ['practice_areas', { name: 'Space', code: 'SPC' }, { name: 'Outer space' }],
  ])('%s are made, changed and deleted', async (collection, data, change) => {
    expect((await post(collection, {})).status).toBe(422);
    const made = await post(collection, data, 'id,name');
    expect([made.status, made.data['name']]).toEqual([201, data.name]);
    const changed = await patch(`${collection}/${made.data['id']}`, change, 'name');
    expect([changed.status, changed.data['name']]).toEqual([200, change.name]);
    expect(await remove(`${collection}/${made.data['id']}`)).toBe(204);
    expect((await client.get(`${collection}/${made.data['id']}`)).status).toBe(404);
  });
});
