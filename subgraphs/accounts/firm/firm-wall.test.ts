import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type FirmId, newId, type UserId } from '@smarterfirms/platform/ids';
import { actingAs, startTestAccounts, type TestAccounts } from '../test-service.ts';

// Real processes start and stop here.
jest.setTimeout(60_000);

let accounts: TestAccounts;
beforeAll(async () => {
  accounts = await startTestAccounts();
  await accounts.startAuth();
});
afterAll(() => accounts[Symbol.asyncDispose]());

const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Firm { id name subscription { id } }
    ... on FirmSubscription { id status }
  }
}`;

async function newFirm(userId: UserId, name: string) {
  const firmId: FirmId = (await accounts.createFirm(userId, { name })).data.createFirm.ok.firm.id;
  const owner = actingAs(userId, { firmId, role: 'owner' });
  const { data } = await accounts.ask(owner, '{ firm { subscription { id } } }');
  return { firmId, owner, subscriptionId: data.firm.subscription.id as string };
}

test('a person sees nothing of a firm that they do not belong to, by query, reference or statement', async () => {
  const [ada, ben] = [await accounts.signUp(), await accounts.signUp()];
  const hartwell = await newFirm(ada, 'Hartwell & Lowe');
  const okafor = await newFirm(ben, 'Okafor Reyes');

  const find = 'query ($id: ID) { firm(id: $id) { id name } }';
  const foreign = await accounts.ask(hartwell.owner, find, { id: okafor.firmId });
  const unknown = await accounts.ask(hartwell.owner, find, { id: newId('firm') });
  expect(foreign).toEqual({ data: { firm: null }, cacheControl: 'no-store' });
  expect(unknown).toEqual(foreign);
  for (const id of ['no id at all', 'frm_\u0000']) {
    expect(await accounts.ask(hartwell.owner, find, { id })).toEqual(foreign);
  }
  expect((await accounts.ask(hartwell.owner, find)).data.firm.id).toBe(hartwell.firmId);

  const representations = [
    { __typename: 'Firm', id: okafor.firmId },
    { __typename: 'Firm', id: hartwell.firmId },
    { __typename: 'FirmSubscription', id: okafor.subscriptionId },
    { __typename: 'FirmSubscription', id: hartwell.subscriptionId },
    { __typename: 'Firm', id: newId('firm') },
  ];
  const { data, errors } = await accounts.ask(hartwell.owner, entities, { representations });
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([
    null,
    {
      __typename: 'Firm',
      id: hartwell.firmId,
      name: 'Hartwell & Lowe',
      subscription: { id: hartwell.subscriptionId },
    },
    null,
    { __typename: 'FirmSubscription', id: hartwell.subscriptionId, status: 'TRIALING' },
    null,
  ]);

  const settings = { 'app.firm_id': hartwell.firmId, 'app.user_id': ada };
  for (const table of ['firm', 'firm_subscription', 'firm_member', 'firm_creation']) {
    expect(await accounts.sql(`select 1 from ${table}`)).toEqual([]);
    expect(await accounts.sql(`select 1 from ${table}`, settings)).toHaveLength(1);
  }
  const other = `'${okafor.firmId}'`;
  expect(await accounts.sql(`update firm set name = 'Mine' where id = ${other} returning id`, settings)).toEqual([]);
  await expect(accounts.sql(`insert into firm_member values ('${ada}', ${other})`, settings)).rejects.toThrow(
    /row-level security/,
  );
  await expect(accounts.sql(`delete from firm where id = ${other}`, settings)).rejects.toThrow(/permission denied/);
  await expect(accounts.sql('update plan set price_amount = 0')).rejects.toThrow(/permission denied/);
});

test('a person sees every firm of theirs, but the subscription only of the one they act in and with the permission', async () => {
  const ada = await accounts.signUp();
  const first = await newFirm(ada, 'Hartwell & Lowe');
  const second = await newFirm(ada, 'Hartwell Mediation');

  const representations = [first, second].map(({ firmId }) => ({ __typename: 'Firm', id: firmId }));
  const inFirst = await accounts.ask(first.owner, entities, { representations });
  expect(inFirst.data._entities).toMatchObject([
    { name: 'Hartwell & Lowe', subscription: { id: first.subscriptionId } },
    { name: 'Hartwell Mediation', subscription: null },
  ]);
  const inNone = await accounts.ask(actingAs(ada), 'query ($id: ID) { firm(id: $id) { name } }', { id: second.firmId });
  expect(inNone.data.firm.name).toBe('Hartwell Mediation');
  expect((await accounts.ask(actingAs(ada), '{ firm { name } }')).data).toEqual({ firm: null });

  const staff = actingAs(ada, { firmId: first.firmId, role: 'staff' });
  const withoutPermission = await accounts.ask(staff, '{ firm { name subscription { id } } }');
  expect(withoutPermission.data.firm).toEqual({ name: 'Hartwell & Lowe', subscription: null });
  expect(withoutPermission.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const reference = [{ __typename: 'FirmSubscription', id: first.subscriptionId }];
  const byReference = await accounts.ask(staff, entities, { representations: reference });
  expect(byReference.data._entities).toEqual([null]);
  expect(byReference.errors?.[0]?.extensions.code).toBe('FORBIDDEN');

  const anonymous = await accounts.ask(undefined, entities, { representations });
  expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(anonymous.data._entities).toEqual([null, null]);
});
