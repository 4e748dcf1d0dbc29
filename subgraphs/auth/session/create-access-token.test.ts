import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scopesOf } from '@smarterfirms/platform/access';
import { newId } from '@smarterfirms/platform/ids';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { issuer, principalOf, startTestAuth, type TestAuth, type TestPerson } from '../test-service.ts';

let auth: TestAuth;
let ada: TestPerson;
beforeAll(async () => {
  auth = await startTestAuth();
  ada = await auth.signUp();
});
afterAll(() => auth[Symbol.asyncDispose]());

const mint = (sessionToken: string, firmId?: string) =>
  auth.mutate('createAccessToken', { sessionToken, firmId }, 'ok { accessToken expiresAt role scopes firmId }');
const keySetUrl = () => new URL('/jwks.json', auth.url);
const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(keySetUrl()), { issuer, audience: 'smarterfirms', algorithms: ['EdDSA'] });
const engine = { 'app.identity_engine': 'on' };

test('a token for a firm says who, where, as what, and for how long; the published key verifies it', async () => {
  const firmId = await auth.newFirm(ada.userId);
  const { ok } = await mint(ada.sessionToken, firmId);
  expect(ok).toMatchObject({ role: 'OWNER', scopes: scopesOf('owner'), firmId });
  const { payload } = await verify(ok.accessToken);
  expect(payload).toEqual({
    iss: issuer,
    aud: 'smarterfirms',
    sub: ada.userId,
    sid: ada.sessionId,
    sv: 2,
    auth_time: expect.any(Number),
    firm: firmId,
    role: 'owner',
    scope: scopesOf('owner').join(' '),
    iat: expect.any(Number),
    exp: (payload.iat ?? 0) + 900,
  });
  expect(new Date(ok.expiresAt).getTime()).toBe((payload.exp ?? 0) * 1000);
});

test('a token for no firm reaches the profile only', async () => {
  const { ok } = await mint(ada.sessionToken);
  expect(ok).toMatchObject({ role: null, firmId: null, scopes: scopesOf(undefined) });
  const { payload } = await verify(ok.accessToken);
  expect(payload).not.toHaveProperty('firm');
  expect(payload).not.toHaveProperty('role');
});

test('a firm of others, an unknown one and nonsense are the same: not a member', async () => {
  const ben = await auth.signUp();
  const bensFirm = await auth.newFirm(ben.userId);
  const answers = await Promise.all(
    [bensFirm, newId('firm'), 'frm_nonsense', ''].map((id) => mint(ada.sessionToken, id)),
  );
  expect(answers[0]).toMatchObject({ ok: null, error: { code: 'NOT_A_MEMBER', field: 'firmId' } });
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('a session that is unknown, signed out, revoked, expired or too old mints nothing', async () => {
  const signedOut = await auth.signUp();
  await auth.mutate('signOut', { sessionToken: signedOut.sessionToken }, 'ok { signedOut }');
  const revoked = await auth.signUp();
  await auth.mutate('revokeSession', { sessionId: revoked.sessionId }, 'ok { sessionId }', {
    as: principalOf(revoked),
  });
  const expired = await auth.signUp();
  await auth.sql("update session set expires_at = now() - interval '1 second' where id = $1", engine, [
    expired.sessionId,
  ]);
  const old = await auth.signUp();
  await auth.sql("update session set created_at = now() - interval '31 days' where id = $1", engine, [old.sessionId]);
  const [stored] = await auth.sql('select token_hash from session where id = $1', engine, [ada.sessionId]);

  for (const token of [
    'A'.repeat(32),
    '',
    'no.token',
    'x y\nz',
    String(stored?.['token_hash']),
    ...[signedOut, revoked, expired, old].map(({ sessionToken }) => sessionToken),
  ]) {
    expect(await mint(token)).toEqual({
      ok: null,
      error: { code: 'SESSION_EXPIRED', message: 'Your session has ended. Sign in again.', field: 'sessionToken' },
    });
  }
});

test('using a session keeps it alive and notes when', async () => {
  const person = await auth.signUp();
  await auth.sql(
    "update session set expires_at = now() + interval '1 day', last_used_at = now() - interval '6 days' where id = $1",
    engine,
    [person.sessionId],
  );
  expect((await mint(person.sessionToken)).error).toBeNull();
  const { data } = await auth.ask('{ me { sessions { expiresAt lastUsedAt } } }', { as: principalOf(person) });
  const [session] = data.me.sessions;
  expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  expect(Math.abs(Date.parse(session.lastUsedAt) - Date.now())).toBeLessThan(10_000);
});

test('the key set is public, may be cached, and shows no private key', async () => {
  const response = await fetch(keySetUrl());
  const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'x']]);
  expect(keys[0]).toMatchObject({ alg: 'EdDSA', crv: 'Ed25519', kty: 'OKP' });
});

test('a new key takes over while tokens of the old one still verify; many at once make one key', async () => {
  const before = (await mint(ada.sessionToken)).ok.accessToken;
  await auth.expireSigningKeys();
  const minted = await Promise.all(Array.from({ length: 10 }, () => mint(ada.sessionToken)));
  const kids = new Set(minted.map(({ ok }) => decodeProtectedHeader(ok.accessToken).kid));
  expect(kids.size).toBe(1);
  expect(kids).not.toContain(decodeProtectedHeader(before).kid);
  await verify(before);
  await verify(minted[0].ok.accessToken);
  const { keys } = (await (await fetch(keySetUrl())).json()) as { keys: unknown[] };
  expect(keys).toHaveLength(2);
});
