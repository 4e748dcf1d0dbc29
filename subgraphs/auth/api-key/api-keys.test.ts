import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '@smarterfirms/platform/access';
import { hashApiKey } from '@smarterfirms/platform/api-key';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { Principal } from '@smarterfirms/platform/principal';
import { accounts, principalOf, startTestAuth, type TestAuth, type TestPerson } from '../test-service.ts';

let auth: TestAuth;
let ada: TestPerson;
let sam: TestPerson;
let ben: TestPerson;
let first: FirmId;
let second: FirmId;
beforeAll(async () => {
  auth = await startTestAuth();
  [ada, sam, ben] = [
    await auth.signUp({ name: 'Ada' }),
    await auth.signUp({ name: 'Sam' }),
    await auth.signUp({ name: 'Ben' }),
  ];
  first = await auth.newFirm(ada.userId);
  await auth.newFirm(sam.userId, 'STAFF', first);
  second = await auth.newFirm(ben.userId);
});
afterAll(() => auth[Symbol.asyncDispose]());

const as = (person: TestPerson, firmId: FirmId, role: Role) => principalOf(person, { firmId, role });
const asAda = () => as(ada, first, 'owner');
const asBen = () => as(ben, second, 'owner');

async function create(input: object = {}, principal: Principal = asAda()) {
  const given = { name: 'Reporting', scopes: ['matters:read', 'bills:read'], ...input };
  return auth.mutate('createApiKey', given, 'ok { secret apiKey { id display scopes expiresAt } }', { as: principal });
}
async function revoke(apiKeyId: string, principal: Principal) {
  return auth.mutate('revokeApiKey', { apiKeyId }, 'ok { apiKey { id revokedAt } }', { as: principal });
}
async function verify(body: unknown, caller: Principal | undefined = accounts, changes: object = {}) {
  const text = JSON.stringify(body);
  const response = await fetch(new URL('/api-keys/verify', auth.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await auth.sealed(caller, text)), ...changes },
    body: text,
  });
  return { status: response.status, body: (await response.json()) as { principal?: Record<string, unknown> | null } };
}
const principalFor = async (secret: string) => (await verify({ keyHash: hashApiKey(secret) })).body.principal;

test('a key acts for its creator, in its firm, with what it was given', async () => {
  const { ok } = await create();
  expect(ok.secret).toMatch(/^sfk_[\w-]{43}$/);
  expect(ok.apiKey.display).toBe(`${ok.secret.slice(0, 10)}…`);
  expect(await principalFor(ok.secret)).toEqual({
    kind: 'user',
    userId: ada.userId,
    firmId: first,
    role: 'owner',
    scopes: ['bills:read', 'matters:read'],
    sessionId: ok.apiKey.id,
    sessionVersion: 0,
    apiKeyId: ok.apiKey.id,
  });
});

test('the secret is in no row, in no list and in no event', async () => {
  const { ok } = await create();
  const rows = await auth.sql('select * from api_key', { 'app.firm_id': first });
  const listed = await list(asAda());
  const kept = JSON.stringify([rows, listed, await auth.events()]);
  expect(kept).toContain(ok.apiKey.id);
  expect(kept).not.toContain(ok.secret.slice(11));
});

test('a revoked key is nobody, for good', async () => {
  const { ok } = await create();
  const revoked = await revoke(ok.apiKey.id, asAda());
  expect(revoked.ok.apiKey.revokedAt).not.toBeNull();
  expect(await principalFor(ok.secret)).toBeNull();
  // Again: as before, with the first moment.
  expect(await revoke(ok.apiKey.id, asAda())).toEqual(revoked);
});

test('a key that has run out, or whose creator has left, is nobody', async () => {
  const { ok: old } = await create();
  await auth.sql(
    "update api_key set expires_at = now() - interval '1 second' where id = $1",
    { 'app.firm_id': first },
    [old.apiKey.id],
  );
  expect(await principalFor(old.secret)).toBeNull();
  const { ok: orphan } = await create();
  await auth.sql('update api_key set user_id = $2 where id = $1', { 'app.firm_id': first }, [
    orphan.apiKey.id,
    ben.userId,
  ]);
  expect(await principalFor(orphan.secret)).toBeNull();
});

test('a key can do no more than its creator can today', async () => {
  const { ok } = await create({ scopes: ['matters:read', 'sync:write'] });
  await auth.sql('update api_key set user_id = $2 where id = $1', { 'app.firm_id': first }, [ok.apiKey.id, sam.userId]);
  expect(await principalFor(ok.secret)).toMatchObject({ role: 'staff', scopes: ['matters:read'] });
});

test('uses are noted', async () => {
  const { ok } = await create({ name: 'Noted' });
  await principalFor(ok.secret);
  const noted = (await list(asAda())).find(({ id }) => id === ok.apiKey.id);
  expect(Date.parse(String(noted?.lastUsedAt))).toBeGreaterThan(Date.now() - 60_000);
});

test.each([
  ['NAME_REQUIRED', { name: '  ' }],
  ['NAME_REQUIRED', { name: 'x'.repeat(81) }],
  ['NAME_REQUIRED', { name: 'two\nlines' }],
  ['SCOPES_REQUIRED', { scopes: [] }],
  ['SCOPE_NOT_ALLOWED', { scopes: ['matters:read', 'members:write'] }],
  ['SCOPE_NOT_ALLOWED', { scopes: ['everything'] }],
  ['LIFETIME_INVALID', { expiresInDays: 0 }],
  ['LIFETIME_INVALID', { expiresInDays: 366 }],
])('%s: %j', async (code, input) => {
  expect((await create(input)).error).toMatchObject({ code });
});

test('who may not make or see keys is refused, and another firm never sees that there are any', async () => {
  const { ok } = await create();
  await expect(create({}, as(sam, first, 'staff'))).rejects.toThrow('FORBIDDEN');
  await expect(list(as(sam, first, 'staff'))).rejects.toThrow('FORBIDDEN');
  const foreign = await revoke(ok.apiKey.id, asBen());
  expect(foreign).toEqual(await revoke(newId('apiKey'), asBen()));
  expect(foreign.error.code).toBe('API_KEY_NOT_FOUND');
  expect(await list(asBen(), second)).toEqual([]);
  expect(await principalFor(ok.secret)).not.toBeNull();
});

test('lists a firm’s keys page by page, the newest first', async () => {
  const { ok } = await create({ name: 'Newest' });
  const page = async (after?: string) => {
    const { data } = await auth.ask(
      `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on Firm { apiKeys(first: 2, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } } } }`,
      { variables: { r: [{ __typename: 'Firm', id: first }], after }, as: asAda() },
    );
    return data._entities[0].apiKeys;
  };
  const start = await page();
  expect(start.nodes[0].id).toBe(ok.apiKey.id);
  const ids = new Set(start.nodes.map(({ id }: { id: string }) => id));
  let more = start;
  while (more.pageInfo.hasNextPage) {
    more = await page(more.pageInfo.endCursor);
    for (const { id } of more.nodes) ids.add(id);
  }
  expect(ids.size).toBe(start.totalCount);
});

test('only services may have keys looked up, and only by hash', async () => {
  expect((await verify({ keyHash: hashApiKey('sfk_x') }, asAda())).status).toBe(401);
  const ofAnother = await auth.sealed(accounts, JSON.stringify({ keyHash: hashApiKey('sfk_y') }));
  expect((await verify({ keyHash: hashApiKey('sfk_x') }, accounts, ofAnother)).status).toBe(401);
  expect((await verify({ keyHash: 'short' })).status).toBe(400);
  expect(await verify({ keyHash: hashApiKey('sfk_unknown') })).toEqual({ status: 200, body: { principal: null } });
});

async function list(
  principal: Principal,
  firmId: FirmId = first,
): Promise<{ id: string; lastUsedAt: string | null }[]> {
  const { data, errors } = await auth.ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Firm { apiKeys(first: 100) { nodes { id name display scopes lastUsedAt createdBy { id } } } } } }',
    { variables: { r: [{ __typename: 'Firm', id: firmId }] }, as: principal },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data._entities[0].apiKeys.nodes;
}
