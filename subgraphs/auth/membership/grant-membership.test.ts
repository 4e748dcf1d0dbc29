import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import type { Principal } from '@smarterfirms/platform/principal';
import { accounts, principalOf, startTestAuth, type TestAuth } from '../test-service.ts';

let auth: TestAuth;
beforeAll(async () => {
  auth = await startTestAuth();
});
afterAll(() => auth[Symbol.asyncDispose]());

const mutation = `mutation ($input: GrantMembershipInput!) {
  grantMembership(input: $input) { ok { membership { id role firm { id } } } error { code message field } }
}`;
const grant = (input: Record<string, unknown>, as: Principal | undefined = accounts) =>
  auth.ask(mutation, { variables: { input }, as });
const granted = async (firmId: string) =>
  (await auth.events()).filter((event) => event.type === 'membership.granted' && event.payload['firmId'] === firmId);

test('twenty grants at the same moment make one membership and one event', async () => {
  const { userId } = await auth.signUp();
  const firmId = newId('firm');
  const answers = await Promise.all(Array.from({ length: 20 }, () => grant({ firmId, userId, role: 'OWNER' })));
  const ids = answers.map(({ data }) => data.grantMembership.ok.membership.id);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^mem_/);
  expect(answers[0]?.data.grantMembership.ok.membership).toMatchObject({ role: 'OWNER', firm: { id: firmId } });
  expect(await auth.sql('select user_id, role from membership', { 'app.firm_id': firmId })).toEqual([
    { user_id: userId, role: 'owner' },
  ]);
  expect(await granted(firmId)).toMatchObject([{ payload: { membershipId: ids[0], firmId, userId, role: 'owner' } }]);
});

test('only the accounts service grants: no person, whatever their role, no other service, nobody unknown', async () => {
  const person = await auth.signUp();
  const ownFirm = await auth.newFirm(person.userId);
  const firmId = newId('firm');
  for (const [as, firm] of [
    [principalOf(person, { firmId: ownFirm, role: 'owner' }), ownFirm],
    [principalOf(person), firmId],
    [{ kind: 'service', service: 'clio' }, firmId],
    [{ kind: 'service', service: 'gateway' }, firmId],
    [undefined, firmId],
  ] as const) {
    const variables = { input: { firmId: firm, userId: person.userId, role: 'ADMIN' } };
    const { data, errors } = await auth.ask(mutation, as ? { variables, as } : { variables });
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect(await auth.sql('select 1 from membership', { 'app.firm_id': firmId })).toEqual([]);
});

test('another role, an unknown person and malformed ids are refused, and nothing changes', async () => {
  const { userId } = await auth.signUp();
  const firmId = await auth.newFirm(userId, 'STAFF');
  const differs = await grant({ firmId, userId, role: 'OWNER' });
  expect(differs.data.grantMembership).toMatchObject({ ok: null, error: { code: 'ROLE_DIFFERS', field: 'role' } });
  const unknown = await grant({ firmId, userId: newId('user'), role: 'OWNER' });
  expect(unknown.data.grantMembership).toMatchObject({ ok: null, error: { code: 'USER_NOT_FOUND', field: 'userId' } });
  expect((await grant({ firmId: 'x', userId, role: 'OWNER' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await grant({ firmId, userId: 'x', role: 'OWNER' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(await auth.sql('select role from membership', { 'app.firm_id': firmId })).toEqual([{ role: 'staff' }]);
  expect(await granted(firmId)).toHaveLength(1);
});

test('a membership and its event are one transaction', async () => {
  const { userId } = await auth.signUp();
  const firmId = newId('firm');
  await auth.refuseEvents(async () => {
    const { data, errors } = await grant({ firmId, userId, role: 'OWNER' });
    expect(data).toBeNull();
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/^Something went wrong on our side\./),
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    await expect(auth.signUp({ email: 'unheard@example.test' })).rejects.toThrow(/Something went wrong/);
  });
  expect(await auth.sql('select 1 from membership', { 'app.firm_id': firmId })).toEqual([]);
  expect(
    await auth.sql("select 1 from app_user where email = 'unheard@example.test'", { 'app.identity_engine': 'on' }),
  ).toEqual([]);
  expect((await grant({ firmId, userId, role: 'OWNER' })).errors).toBeUndefined();
});
