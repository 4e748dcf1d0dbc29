import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { startTestAccounts, type TestAccounts } from '../test-service.ts';

// Real processes start and stop here.
jest.setTimeout(60_000);

let accounts: TestAccounts;
beforeAll(async () => {
  accounts = await startTestAccounts();
});
afterAll(() => accounts[Symbol.asyncDispose]());

test('anybody may compare the plans, cheapest first', async () => {
  const { data, cacheControl } = await accounts.ask(
    undefined,
    '{ plans { id code name price { amount currency } interval matterLimit syncIntervalMinutes } }',
  );
  expect(data.plans.map((plan: { code: string }) => plan.code)).toEqual(['solo', 'practice', 'firm']);
  expect(data.plans[1]).toEqual({
    id: expect.stringMatching(/^pln_/),
    code: 'practice',
    name: 'Practice',
    price: { amount: 14900, currency: 'USD' },
    interval: 'MONTH',
    matterLimit: 2500,
    syncIntervalMinutes: 15,
  });
  expect(data.plans[2].matterLimit).toBeNull();
  expect(cacheControl).toBe('max-age=300, public');

  const representations = [
    { __typename: 'Plan', id: data.plans[0].id },
    { __typename: 'Plan', id: newId('plan') },
  ];
  const referred = await accounts.ask(
    undefined,
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Plan { code } } }',
    { representations },
  );
  expect(referred.data._entities).toEqual([{ code: 'solo' }, null]);
  expect(referred.cacheControl).toBe('max-age=300, public');
});
