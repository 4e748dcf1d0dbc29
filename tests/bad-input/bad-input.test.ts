import { beforeAll, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { clioFirms } from '../clio-world.ts';
import { call, type GraphAnswer, graphUrl } from '../graph-client.ts';
import { decideInClio, type Firm, password, returnFromClio, signUpOwner } from '../owner.ts';
import { runningStack } from '../running-stack.ts';

const stack = runningStack();
let firm: Firm;

beforeAll(async () => {
  firm = await (await signUpOwner(stack.urls)).createFirm();
});

/** Whatever went wrong, nothing of how we are built may reach a client. */
function expectNoInternals(text: string): void {
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|stacktrace|ECONNREFUSED|127\.0\.0\.1:\d|select .+ from/i);
}

async function refused(answer: Promise<GraphAnswer>): Promise<string[]> {
  const { errors } = await answer;
  expectNoInternals(JSON.stringify(errors));
  return (errors ?? []).map(({ extensions }) => String(extensions?.['code']));
}

test('a wrong password and an unknown person get the same answer', async () => {
  const signIn = async (email: string, secret: string) =>
    (
      await call({
        url: graphUrl(stack.urls),
        query:
          'mutation ($input: SignInInput!) { signIn(input: $input) { ok { sessionToken } error { code message } } }',
        variables: { input: { email, password: secret } },
      })
    ).data;
  const wrong = await signIn(firm.owner.email, 'not the passphrase at all');
  expect(wrong).toMatchObject({ signIn: { ok: null, error: { code: 'INVALID_CREDENTIALS' } } });
  expect(await signIn('nobody@example.test', password)).toEqual(wrong);
});

test('an expired, foreign or unsigned token is refused with 401', async () => {
  const { privateKey } = await generateKeyPair('EdDSA');
  const claims = { sub: firm.owner.userId, firm: firm.id, role: 'owner', scope: 'matters:read', sv: 1, sid: 'ses_x' };
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: 'made-up' })
    .setIssuer(stack.urls.gateway)
    .setAudience('smarterfirms')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
  const [header, , signature] = (await firm.token()).split('.');
  const expired = Buffer.from(JSON.stringify({ ...claims, exp: 1 })).toString('base64url');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${expired}.`;
  for (const token of [forged, `${header}.${expired}.${signature}`, unsigned, 'nonsense']) {
    const answer = await call({ url: graphUrl(stack.urls), query: '{ firm { id } }', token });
    expect(answer.status).toBe(401);
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    expect(answer.data ?? null).toBeNull();
    expectNoInternals(JSON.stringify(answer.errors));
  }
});

test('an anonymous client is told to sign in, field by field', async () => {
  const answer = await call({ url: graphUrl(stack.urls), query: '{ plans { code } firm { id } }' });
  expect(answer.data).toMatchObject({ firm: null, plans: expect.any(Array) });
  expect(answer.errors).toMatchObject([{ path: ['firm'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('a page of 1,000 is refused with the limit', async () => {
  const answer = await firm.call('{ firm { matters(first: 1000) { nodes { id } } } }');
  expect(answer.errors?.[0]?.message).toContain('between 1 and 100');
  expect(answer.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
});

test('a cursor that is not ours, a malformed id and a month that does not exist are refused or empty, never a failure of ours', async () => {
  expect(await refused(firm.call('{ firm { matters(after: "zzz") { nodes { id } } } }'))).toEqual(['BAD_USER_INPUT']);
  expect(await refused(firm.call('{ firm { metrics(month: "2026-13") { month } } }'))).toEqual(['BAD_USER_INPUT']);
  const { data, errors } = await firm.call(
    '{ matter(id: "matter-1; drop table matter") { id } syncJob(id: "x") { id } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ matter: null, syncJob: null });
});

test('malformed and unknown GraphQL is refused without internals', async () => {
  for (const query of ['{ firm {', '{ nothingLikeThis }', 'mutation { signUp }', '{ firm(id: 5.5) { id } }']) {
    expect((await refused(firm.call(query)))[0]).toMatch(/^(GRAPHQL_|BAD_USER_INPUT)/);
  }
  const response = await fetch(graphUrl(stack.urls), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query": ',
  });
  expect(response.status).toBe(400);
  expectNoInternals(await response.text());
});

test('someone who declines in Clio comes back with that answer and can try again', async () => {
  const [clio] = await clioFirms(stack, 'US');
  const begun = await firm.beginConnecting();
  const callback = await decideInClio({
    authorizationUrl: begun.authorizationUrl,
    login: clio.login,
    decision: 'decline',
  });
  const end = await returnFromClio(callback, begun.nonce);
  expect(end.pathname).toBe(`/firms/${firm.id}/clio`);
  expect(end.searchParams.get('result')).toBe('declined');
  expect((await firm.beginConnecting()).authorizationUrl).not.toBe(begun.authorizationUrl);
});

test('a callback with a state that is not ours, or without the nonce of the browser that began, attaches nothing', async () => {
  const [clio] = await clioFirms(stack, 'US');
  const begun = await firm.beginConnecting();
  const callback = await decideInClio({
    authorizationUrl: begun.authorizationUrl,
    login: clio.login,
    decision: 'approve',
  });

  const foreignState = new URL(callback);
  foreignState.searchParams.set('state', 'somebody-elses');
  expect((await returnFromClio(foreignState, begun.nonce)).searchParams.get('result')).toBe('state_unknown');

  expect((await returnFromClio(callback, undefined)).searchParams.get('result')).toBe('nonce_mismatch');
  expect((await returnFromClio(callback, 'another-browsers-nonce')).searchParams.get('result')).not.toBe('connected');

  const { firm: state } = await firm.ask<{ firm: { clioConnection: { status: string } | null } }>(
    '{ firm { clioConnection { status } } }',
  );
  expect(state.clioConnection?.status ?? 'DISCONNECTED').toBe('DISCONNECTED');
});

test('a code from another region ends with guidance for the region', async () => {
  const [clio] = await clioFirms(stack, 'CA');
  const begun = await firm.beginConnecting('US');
  const elsewhere = await firm.beginConnecting('CA');
  const canadian = await decideInClio({
    authorizationUrl: elsewhere.authorizationUrl,
    login: clio.login,
    decision: 'approve',
  });
  const mixed = new URL(canadian);
  mixed.searchParams.set('state', new URL(begun.authorizationUrl).searchParams.get('state') ?? '');
  const result = (await returnFromClio(mixed, begun.nonce)).searchParams.get('result');
  expect(['wrong_region', 'exchange_failed']).toContain(result);
});

test('a malformed webhook gets a clear refusal', async () => {
  for (const [path, body] of [
    ['/clio/webhooks/unknown', '{"data":{"id":1}}'],
    ['/clio/webhooks/unknown', 'not json'],
    ['/clio/webhooks/%00', ''],
  ]) {
    const response = await fetch(`${stack.urls.gateway}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hook-signature': 'bad' },
      body: body ?? '',
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expectNoInternals(await response.text());
  }
});

test('createFirm with the same key and other values is refused, with the same values it answers the same firm', async () => {
  const token = await firm.owner.token();
  const create = (name: string) =>
    call({
      url: graphUrl(stack.urls),
      token,
      query: 'mutation ($input: CreateFirmInput!) { createFirm(input: $input) { ok { firm { id } } error { code } } }',
      variables: { input: { name, timeZone: 'Europe/London', currency: 'GBP', idempotencyKey: 'the-same-key-0001' } },
    });
  const first = await create('Key & Partners');
  expect((await create('Key & Partners')).data).toEqual(first.data);
  expect((await create('Other')).data).toEqual({ createFirm: { ok: null, error: { code: 'IDEMPOTENCY_KEY_REUSED' } } });
});
