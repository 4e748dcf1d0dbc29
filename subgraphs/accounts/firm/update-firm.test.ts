import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { actingAs, startTestAccounts, type TestAccounts } from '../test-service.ts';

// Real processes start and stop here.
jest.setTimeout(60_000);

let accounts: TestAccounts;
beforeAll(async () => {
  accounts = await startTestAccounts();
  await accounts.startAuth();
});
afterAll(() => accounts[Symbol.asyncDispose]());

const updateFirm = `mutation ($input: UpdateFirmInput!) {
  updateFirm(input: $input) { ok { firm { id name timeZone currency } } error { code field } }
}`;

test('an owner changes what is given of the firm, and the other services hear of it', async () => {
  const userId = await accounts.signUp();
  const { id: firmId } = (await accounts.createFirm(userId)).data.createFirm.ok.firm;
  const owner = actingAs(userId, { firmId, role: 'owner' });

  const changed = await accounts.ask(owner, updateFirm, { input: { name: 'Hartwell, Lowe & Partners' } });
  expect(changed.data.updateFirm).toEqual({
    ok: { firm: { id: firmId, name: 'Hartwell, Lowe & Partners', timeZone: 'America/New_York', currency: 'USD' } },
    error: null,
  });
  expect(await accounts.events.heard('firm.updated', firmId)).toMatchObject({
    payload: { name: 'Hartwell, Lowe & Partners', timeZone: 'America/New_York' },
  });

  const refused = await accounts.ask(owner, updateFirm, { input: { timeZone: 'Mars/Olympus' } });
  expect(refused.data.updateFirm).toEqual({ ok: null, error: { code: 'TIME_ZONE_INVALID', field: 'timeZone' } });

  const attorney = actingAs(userId, { firmId, role: 'attorney' });
  const forbidden = await accounts.ask(attorney, updateFirm, { input: { name: 'Mine' } });
  expect(forbidden.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const { data } = await accounts.ask(owner, '{ firm { name } }');
  expect(data.firm.name).toBe('Hartwell, Lowe & Partners');
});
