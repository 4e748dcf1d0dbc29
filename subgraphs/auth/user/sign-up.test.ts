import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { password, principalOf, startTestAuth, type TestAuth } from '../test-service.ts';

let auth: TestAuth;
beforeAll(async () => {
  auth = await startTestAuth();
});
afterAll(() => auth[Symbol.asyncDispose]());

const ada = {
  email: 'ada@example.test',
  password,
  name: 'Ada Hartwell',
  timeZone: 'America/New_York',
  locale: 'en-us',
};

test('who signs up is signed in, sees their own profile at once and later through "me"', async () => {
  const { ok, error } = await auth.mutate(
    'signUp',
    { ...ada, email: '  Ada@Example.TEST ' },
    'ok { sessionToken expiresAt user { id email name timeZone locale avatarUrl createdAt } }',
  );
  expect(error).toBeNull();
  expect(ok.sessionToken).toMatch(/^\w{32}$/);
  expect(Date.parse(ok.expiresAt)).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  expect(ok.user).toMatchObject({ email: 'ada@example.test', name: 'Ada Hartwell', locale: 'en-US', avatarUrl: null });
  expect(ok.user.id).toMatch(/^usr_/);

  const [session] = await auth.sql('select * from session', { 'app.user_id': ok.user.id });
  const me = await auth.ask('{ me { id email phone memberships { id } sessions { id current } } }', {
    as: principalOf({ userId: ok.user.id, sessionId: String(session?.['id']) }),
  });
  expect(me).toEqual({
    data: {
      me: {
        id: ok.user.id,
        email: 'ada@example.test',
        phone: null,
        memberships: [],
        sessions: [{ id: session?.['id'], current: true }],
      },
    },
    errors: undefined,
  });
  expect((await auth.ask('{ me { id } }')).data).toEqual({ me: null });
});

test('the database holds neither the session token nor the password', async () => {
  const { sessionToken } = await auth.signUp({ email: 'hash@example.test' });
  const engine = { 'app.identity_engine': 'on' };
  const stored = JSON.stringify([
    await auth.sql('select * from session', engine),
    await auth.sql('select * from account', engine),
    await auth.sql('select * from signing_key', engine),
  ]);
  expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  expect(stored).not.toContain(sessionToken);
  expect(stored).not.toContain(password);
});

test('the event is written with the person', async () => {
  const { userId } = await auth.signUp({ email: 'event@example.test', name: 'Eve Vent' });
  expect((await auth.events()).filter((event) => event.payload['userId'] === userId)).toMatchObject([
    {
      type: 'user.registered',
      payload: { email: 'event@example.test', name: 'Eve Vent', timeZone: 'America/New_York', locale: 'en-US' },
    },
  ]);
});

test('one address makes one person, however it is spelled and also at the same moment', async () => {
  const spellings = ['twin@example.test', 'Twin@example.test', ' twin@EXAMPLE.test', 'TWIN@example.test'];
  const payloads = await Promise.all(
    spellings.map((email) => auth.mutate('signUp', { ...ada, email }, 'ok { user { id } }')),
  );
  expect(payloads.filter(({ ok }) => ok)).toHaveLength(1);
  expect(payloads.filter(({ error }) => error).map(({ error }) => [error.code, error.field])).toEqual(
    Array(3).fill(['EMAIL_TAKEN', 'email']),
  );
  const events = (await auth.events()).filter((event) => event.payload['email'] === 'twin@example.test');
  expect(events).toHaveLength(1);
});

test.each([
  ['EMAIL_INVALID', 'email', { email: 'not an address' }],
  ['EMAIL_INVALID', 'email', { email: `${'a'.repeat(250)}@example.test` }],
  ['PASSWORD_TOO_SHORT', 'password', { password: 'fourteen chars' }],
  ['PASSWORD_TOO_LONG', 'password', { password: 'long '.repeat(26) }],
  ['PASSWORD_BREACHED', 'password', { password: 'Correct Horse Battery Staple' }],
  ['PASSWORD_BREACHED', 'password', { password: 'abababababababab' }],
  ['NAME_REQUIRED', 'name', { name: ' \u0007 ' }],
  ['NAME_REQUIRED', 'name', { name: 'n'.repeat(201) }],
  ['TIME_ZONE_INVALID', 'timeZone', { timeZone: 'Mars/Olympus_Mons' }],
  ['TIME_ZONE_INVALID', 'timeZone', { timeZone: '+02:00' }],
  ['LOCALE_INVALID', 'locale', { locale: 'not_a_locale!' }],
])('%s about %s', async (code, field, change) => {
  const { ok, error } = await auth.mutate(
    'signUp',
    { ...ada, email: 'bad@example.test', ...change },
    'ok { expiresAt }',
  );
  expect(ok).toBeNull();
  expect(error).toMatchObject({ code, field });
  expect(error.message).toMatch(/^[A-Z"].{10,}\.$/);
});

test('a password counts to its last character, in any script', async () => {
  const long = `${'пароль со смыслом '.repeat(7)}и`;
  await auth.mutate('signUp', { ...ada, email: 'long@example.test', password: long }, 'ok { expiresAt }');
  const signIn = (password: string) =>
    auth.mutate('signIn', { email: 'long@example.test', password }, 'ok { expiresAt }');
  expect((await signIn(long)).ok).not.toBeNull();
  expect((await signIn(long.slice(0, -1))).error.code).toBe('INVALID_CREDENTIALS');
});

test('a password is the same however its accents are composed, also when that makes it long', async () => {
  const decomposed = 'e\u0301te\u0301 ne\u0301re\u0301 '.repeat(14).trim();
  await auth.mutate('signUp', { ...ada, email: 'accents@example.test', password: decomposed }, 'ok { expiresAt }');
  expect([...decomposed].length).toBeGreaterThan(128);
  for (const password of [decomposed, decomposed.normalize('NFC')]) {
    const { error } = await auth.mutate('signIn', { email: 'accents@example.test', password }, 'ok { expiresAt }');
    expect(error).toBeNull();
  }
});

test('updateProfile changes what is given, tells the others, and refuses what is wrong', async () => {
  const person = await auth.signUp({ email: 'profile@example.test' });
  const as = principalOf(person);
  const selection = 'ok { user { name phone timeZone locale } }';
  const changed = await auth.mutate('updateProfile', { phone: '+1 (212) 555-0100', locale: 'de-ch' }, selection, {
    as,
  });
  expect(changed.ok.user).toEqual({
    name: 'Ada Hartwell',
    phone: '+1 (212) 555-0100',
    timeZone: 'America/New_York',
    locale: 'de-CH',
  });
  expect((await auth.events()).at(-1)).toMatchObject({
    type: 'user.updated',
    payload: { userId: person.userId, locale: 'de-CH' },
  });
  const refused = await auth.mutate('updateProfile', { phone: null, name: '' }, selection, { as });
  expect(refused).toMatchObject({ ok: null, error: { code: 'NAME_REQUIRED', field: 'name' } });
  expect((await auth.mutate('updateProfile', { phone: 'call me' }, selection, { as })).error.code).toBe(
    'PHONE_INVALID',
  );

  const mutation = 'mutation { updateProfile(input: { name: "X" }) { ok { user { id } } } }';
  expect((await auth.ask(mutation)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const readOnly = { ...as, scopes: ['profile:read'] };
  expect((await auth.ask(mutation, { as: readOnly })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
