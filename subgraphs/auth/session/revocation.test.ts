import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { accounts, password, principalOf, startTestAuth, type TestAuth, type TestPerson } from '../test-service.ts';

let auth: TestAuth;
beforeAll(async () => {
  auth = await startTestAuth();
});
afterAll(() => auth[Symbol.asyncDispose]());

const gateway = { kind: 'service', service: 'gateway' } as const;
async function revocations(
  headers: Record<string, string> = {},
): Promise<{ status: number; sessionIds: string[] | undefined }> {
  const response = await fetch(new URL('/revocations', auth.url), { headers });
  const { sessionIds } = (await response.json()) as { sessionIds?: string[] };
  return { status: response.status, sessionIds };
}
const revokedNow = async () => (await revocations(await auth.sealed(gateway))).sessionIds;
const revoke = (sessionId: string, person: TestPerson) =>
  auth.mutate('revokeSession', { sessionId }, 'ok { sessionId }', { as: principalOf(person) });

test('the sessions of a person are listed with where they are, the asking one marked', async () => {
  const person = await auth.signUp({ address: '203.0.113.9', userAgent: 'Test browser' });
  await auth.mutate('signIn', { email: person.email, password }, 'ok { expiresAt }');
  const { data } = await auth.ask('{ me { sessions { id ipAddress userAgent current } } }', {
    as: principalOf(person),
  });
  expect(data.me.sessions).toEqual([
    { id: expect.stringMatching(/^ses_/), ipAddress: null, userAgent: null, current: false },
    { id: person.sessionId, ipAddress: '203.0.113.9', userAgent: 'Test browser', current: true },
  ]);
});

test('ending a session, either way, tells the gateway; a second time there is nothing to end', async () => {
  const person = await auth.signUp();
  const other = await auth.signUp();
  expect(await revokedNow()).not.toContain(person.sessionId);

  expect((await revoke(person.sessionId, person)).ok).toEqual({ sessionId: person.sessionId });
  expect((await revoke(person.sessionId, person)).error.code).toBe('SESSION_NOT_FOUND');
  const signOut = () => auth.mutate('signOut', { sessionToken: other.sessionToken }, 'ok { signedOut }');
  expect((await signOut()).ok).toEqual({ signedOut: true });
  expect((await signOut()).error.code).toBe('SESSION_NOT_FOUND');

  expect(await revokedNow()).toEqual(expect.arrayContaining([person.sessionId, other.sessionId]));
});

test("somebody else's session looks like none, and goes on", async () => {
  const [ada, ben] = [await auth.signUp(), await auth.signUp()];
  const foreign = await revoke(ben.sessionId, ada);
  expect(foreign).toEqual(await revoke(newId('session'), ada));
  expect(foreign).toEqual(await revoke('nonsense', ada));
  expect(foreign.error).toMatchObject({ code: 'SESSION_NOT_FOUND', field: 'sessionId' });
  const { data } = await auth.ask('{ me { sessions { id } } }', { as: principalOf(ben) });
  expect(data.me.sessions).toEqual([{ id: ben.sessionId }]);
});

test('a revocation is forgotten when no access token of the session can be alive', async () => {
  const person = await auth.signUp();
  await revoke(person.sessionId, person);
  await auth.sql('delete from session_revocation');
  await auth.sql("insert into session_revocation values ($1, now() - interval '21 minutes')", {}, [person.sessionId]);
  expect(await revokedNow()).toEqual([]);
});

test('the revocations are for services only', async () => {
  const person = await auth.signUp();
  expect((await revocations(await auth.sealed(accounts))).status).toBe(200);
  expect((await revocations()).status).toBe(401);
  expect((await revocations({ ...(await auth.sealed(accounts)), authorization: 'Bearer nonsense' })).status).toBe(401);
  expect((await revocations(await auth.sealed(principalOf(person)))).status).toBe(401);
  expect((await revocations(await auth.sealed(undefined))).status).toBe(401);
  const once = await auth.sealed(accounts);
  expect((await revocations({ authorization: once['authorization'] ?? '' })).status).toBe(401);
  expect((await revocations(once)).status).toBe(200);
  expect((await revocations(once)).status).toBe(401);
});
