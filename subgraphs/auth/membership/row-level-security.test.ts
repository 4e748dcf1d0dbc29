import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { startTestAuth, type TestAuth, type TestPerson } from '../test-service.ts';

let auth: TestAuth;
let ada: TestPerson;
let ben: TestPerson;
let firmOfAda: FirmId;
let firmOfBen: FirmId;
beforeAll(async () => {
  auth = await startTestAuth();
  [ada, ben] = [await auth.signUp(), await auth.signUp()];
  [firmOfAda, firmOfBen] = [await auth.newFirm(ada.userId), await auth.newFirm(ben.userId)];
});
afterAll(() => auth[Symbol.asyncDispose]());

const firm = (id: string) => ({ 'app.firm_id': id });
const user = (id: string) => ({ 'app.user_id': id });
const count = async (table: string, settings?: Record<string, string>) =>
  Number((await auth.sql(`select count(*) from ${table}`, settings))[0]?.['count']);

test('without a setting, or with an empty one, the service sees no row of anybody', async () => {
  for (const table of ['membership', 'app_user', 'account', 'session', 'signing_key', 'sign_in_attempt']) {
    expect([table, await count(table)]).toEqual([table, 0]);
    expect([table, await count(table, { ...firm(''), ...user('') })]).toEqual([table, 0]);
  }
});

test('a firm sees its own memberships and people, and none of another firm', async () => {
  expect(await auth.sql('select firm_id from membership', firm(firmOfAda))).toEqual([{ firm_id: firmOfAda }]);
  expect(await auth.sql('select id from app_user', firm(firmOfAda))).toEqual([{ id: ada.userId }]);
  expect(await count('membership', firm(newId('firm')))).toBe(0);
  expect(await count('session', firm(firmOfAda))).toBe(0);
  expect(await count('account', firm(firmOfAda))).toBe(0);
});

test('a person sees their own rows, and nothing of how anybody proves who they are', async () => {
  expect(await auth.sql('select id from session', user(ben.userId))).toEqual([{ id: ben.sessionId }]);
  expect(await auth.sql('select firm_id from membership', user(ben.userId))).toEqual([{ firm_id: firmOfBen }]);
  expect(await count('account', user(ben.userId))).toBe(0);
  expect(await count('signing_key', user(ben.userId))).toBe(0);
});

test('rows of another firm or person can be neither written, changed nor removed', async () => {
  const insert = `insert into membership (id, firm_id, user_id, role) values ('${newId('membership')}', '${firmOfBen}', '${ada.userId}', 'owner')`;
  await expect(auth.sql(insert, { ...firm(firmOfAda), ...user(ada.userId) })).rejects.toThrow(/row-level security/);
  await expect(auth.sql("update membership set role = 'owner'", firm(firmOfAda))).rejects.toThrow(/permission denied/);
  await auth.sql("update app_user set name = 'Nobody'", { ...firm(firmOfBen), ...user(ada.userId) });
  expect(await auth.sql('select name from app_user', user(ben.userId))).toEqual([{ name: 'Ada Hartwell' }]);
  expect(await auth.sql('delete from session returning id', user(newId('user')))).toEqual([]);
});

test('a setting ends with its transaction', async () => {
  await auth.sql('select 1', firm(firmOfAda));
  for (let round = 0; round < 4; round++) expect(await count('membership')).toBe(0);
});

test('every table with rows of somebody has row level security that binds its owner too', async () => {
  const open = await auth.sql(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity) order by relname",
  );
  expect(open.map(({ relname }) => relname)).toEqual(['outbox', 'schema_migration', 'session_revocation']);
});
