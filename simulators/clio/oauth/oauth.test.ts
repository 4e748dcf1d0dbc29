import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import {
  authorize,
  ConnectedClient,
  codeFor,
  control,
  ownerOfFirstFirm,
  ownerOfSecondFirm,
  redirectUri,
  requestToken,
} from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

const exchange = (code: string) => ({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });

let simulator: ClioSimulator;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 300, rateLimit: 0 });
});
afterAll(() => simulator.close());

describe('the authorize page', () => {
  const address = (changes: Record<string, string> = {}) =>
    `${simulator.hosts.us}/oauth/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: 'simulator-client',
      redirect_uri: redirectUri,
      state: '"><script>',
      ...changes,
    })}`;

  test('names the application, preselects the owner of the first firm and carries the parameters, escaped', async () => {
    const response = await fetch(address());
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(text).toContain('Smarter Firms wants to access');
    expect(/<option value="([^"]+)"/.exec(text)?.[1]).toBe(ownerOfFirstFirm);
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(text).not.toContain('"><script>');
  });

  test.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['a redirect address that differs by a slash', { redirect_uri: `${redirectUri}/` }],
    ['a response type other than code', { response_type: 'token' }],
  ])('refuses %s on its own page, without redirecting', async (_, changes) => {
    const response = await fetch(address(changes), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    const posted = await authorize(simulator.hosts.us, { ...changes, decision: 'approve', login: ownerOfFirstFirm });
    expect(posted.status).toBe(400);
    expect(posted.headers.get('location')).toBeNull();
  });
});

describe('the decision', () => {
  test('approve sends the browser back with a code and the state', async () => {
    const response = await authorize(simulator.hosts.us, { decision: 'approve', login: ownerOfFirstFirm });
    const location = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(302);
    expect(location.origin + location.pathname).toBe(redirectUri);
    expect(location.searchParams.get('state')).toBe('state-1');
    expect(location.searchParams.get('code')).toMatch(/^[\w-]{40}$/);
  });

  test('decline leaves the user on Clio, unless a redirect on decline was asked for', async () => {
    const stays = await authorize(simulator.hosts.us, { decision: 'decline' });
    expect(stays.status).toBe(200);
    const leaves = await authorize(simulator.hosts.us, { decision: 'decline', redirect_on_decline: 'true' });
    const location = new URL(leaves.headers.get('location') ?? '');
    expect(Object.fromEntries(location.searchParams)).toEqual({ error: 'access_denied', state: 'state-1' });
  });

  test('nobody signs in with an unknown login or as someone who has left', async () => {
    const left = simulator.world.firms[0]?.tables.users.rows.find(({ leftDay }) => leftDay !== null);
    expect(left).toBeDefined();
    for (const login of ['nobody@example.test', left?.email ?? '']) {
      const response = await authorize(simulator.hosts.us, { decision: 'approve', login });
      expect(response.status).toBe(422);
      expect(response.headers.get('location')).toBeNull();
    }
  });
});

describe('the token endpoint', () => {
  test('exchanges a code for thirty days of access in the documented fields, and the code only once', async () => {
    const code = await codeFor(simulator.hosts.us, ownerOfFirstFirm);
    const first = await requestToken(simulator.hosts.us, exchange(code));
    expect(await first.json()).toEqual({
      token_type: 'bearer',
      access_token: expect.any(String),
      expires_in: 2_592_000,
      refresh_token: expect.any(String),
    });
    const second = await requestToken(simulator.hosts.us, exchange(code));
    expect(second.status).toBe(400);
    expect(await second.json()).toMatchObject({ error: 'invalid_grant' });
  });

  test.each<[string, number, string, Record<string, string>]>([
    ['an unknown code', 400, 'invalid_grant', exchange('nothing')],
    ['an unknown refresh token', 400, 'invalid_grant', { grant_type: 'refresh_token', refresh_token: 'nothing' }],
    ['a wrong secret', 401, 'invalid_client', { ...exchange('nothing'), client_secret: 'wrong' }],
    ['another grant type', 400, 'unsupported_grant_type', { grant_type: 'password' }],
    ['no grant type', 400, 'invalid_request', {}],
  ])('refuses %s', async (_, status, error, fields) => {
    const response = await requestToken(simulator.hosts.us, fields);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error, error_description: expect.any(String) });
  });

  test('refuses a code with another redirect address, and JSON instead of a form', async () => {
    const code = await codeFor(simulator.hosts.us, ownerOfFirstFirm);
    const mismatch = await requestToken(simulator.hosts.us, {
      ...exchange(code),
      redirect_uri: 'http://127.0.0.1:3000/clio/callback',
    });
    expect(await mismatch.json()).toMatchObject({ error: 'invalid_grant' });
    const asJson = await fetch(`${simulator.hosts.us}/oauth/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(exchange(code)),
    });
    expect(asJson.status).toBe(400);
    expect(await asJson.json()).toMatchObject({ error: 'invalid_request' });
  });

  test('a code lives ten minutes, an access token as long as it says', async () => {
    const clock = SteppedClock.standingStill();
    await using own = await createClioSimulator({ size: 300, clock, accessTokenSeconds: 3600, rateLimit: 0 });
    const late = await codeFor(own.hosts.us, ownerOfFirstFirm);
    clock.advance(601);
    expect((await requestToken(own.hosts.us, exchange(late))).status).toBe(400);

    const client = await ConnectedClient.connect(own);
    clock.advance(3599);
    expect((await client.get('users/who_am_i')).status).toBe(200);
    clock.advance(1);
    expect((await client.get('users/who_am_i')).status).toBe(401);
  });

  test('a refresh gives a new access token and no new refresh token, again and again', async () => {
    const client = await ConnectedClient.connect(simulator);
    const fields = { grant_type: 'refresh_token', refresh_token: client.tokens.refresh_token };
    for (let i = 0; i < 2; i++) {
      const answer = (await (await requestToken(simulator.hosts.us, fields)).json()) as object;
      expect(Object.keys(answer).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
    }
    expect((await client.get('users/who_am_i')).status).toBe(200);
  });

  test('with rotation switched on, a refresh ends the old refresh token', async () => {
    await using own = await createClioSimulator({ size: 300, rotateRefreshToken: true });
    const client = await ConnectedClient.connect(own);
    const fields = { grant_type: 'refresh_token', refresh_token: client.tokens.refresh_token };
    const answer = (await (await requestToken(own.hosts.us, fields)).json()) as { refresh_token: string };
    expect(answer.refresh_token).not.toBe(client.tokens.refresh_token);
    expect((await requestToken(own.hosts.us, fields)).status).toBe(400);
    expect((await requestToken(own.hosts.us, { ...fields, refresh_token: answer.refresh_token })).status).toBe(200);
  });
});

describe('regions', () => {
  test('a token is invalid on every host but its own', async () => {
    const client = await ConnectedClient.connect(simulator);
    for (const region of ['ca', 'eu', 'au'] as const) {
      const response = await client.get(`${simulator.hosts[region]}/api/v4/users/who_am_i`);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: 'invalid_token' });
    }
    expect((await client.get('users/who_am_i')).status).toBe(200);
  });

  test('a user of another region gets a code that is good on that region’s host only', async () => {
    const login = 'genevieve.tremblay@tremblaycotesingh.example';
    const code = await codeFor(simulator.hosts.us, login);
    expect((await requestToken(simulator.hosts.us, exchange(code))).status).toBe(400);
    expect((await requestToken(simulator.hosts.ca, exchange(code))).status).toBe(200);
  });

  test('the host name of a region stands for it as well as the path does', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(simulator.url);
      const headers = { Host: 'ca.app.clio.com', 'User-Agent': 'SimulatorTest/1.0' };
      request({ port, path: '/api/v4/users', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(401);
    const nowhere = await fetch(`${simulator.url}/api/v4/users`);
    expect(nowhere.status).toBe(404);
    expect(await nowhere.text()).toContain('/us, /ca, /eu or /au');
  });
});

describe('the end of a grant', () => {
  test('deauthorize ends the access token and the refresh token', async () => {
    const client = await ConnectedClient.connect(simulator);
    const response = await fetch(`${simulator.hosts.us}/oauth/deauthorize`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${client.tokens.access_token}` },
      body: new URLSearchParams({ token: client.tokens.access_token }),
    });
    expect(response.status).toBe(200);
    expect((await client.get('users/who_am_i')).status).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: client.tokens.refresh_token };
    expect((await requestToken(simulator.hosts.us, refresh)).status).toBe(400);
  });

  test('a firm that revokes takes its own grants away and nobody else’s', async () => {
    const first = await ConnectedClient.connect(simulator);
    const second = await ConnectedClient.connect(simulator, ownerOfSecondFirm);
    const me = (await (await second.get('users/who_am_i?fields=account{id}')).json()) as {
      data: { account: { id: number } };
    };
    await control(simulator, 'revoke', { accountId: me.data.account.id });
    expect((await second.get('users/who_am_i')).status).toBe(401);
    expect((await first.get('users/who_am_i')).status).toBe(200);
  });

  test('whoever leaves takes their own tokens and codes along, and nobody else’s', async () => {
    const firm = simulator.world.firms[0];
    const colleague = firm?.tables.users.rows.find(({ owner, leftDay }) => !owner && leftDay === null);
    if (!firm || !colleague) throw new Error('Expected a colleague of the owner');
    const owner = await ConnectedClient.connect(simulator);
    const leaving = await ConnectedClient.connect(simulator, colleague.email);
    const code = await codeFor(simulator.hosts.us, colleague.email);
    await control(simulator, `records/${firm.account.id}/users/${colleague.id}`, { patch: { enabled: false } });

    expect((await leaving.get('users/who_am_i')).status).toBe(401);
    const refreshed = await requestToken(leaving.host, {
      grant_type: 'refresh_token',
      refresh_token: leaving.tokens.refresh_token,
    });
    const redeemed = await requestToken(leaving.host, exchange(code));
    for (const answer of [refreshed, redeemed]) {
      expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([400, 'invalid_grant']);
    }
    expect((await owner.get('users/who_am_i')).status).toBe(200);
  });

  test('tokens and open codes survive a restart', async () => {
    const stateDirectory = mkdtempSync(join(tmpdir(), 'clio-simulator-'));
    try {
      const before = await createClioSimulator({ size: 300, stateDirectory });
      const { tokens } = await ConnectedClient.connect(before);
      const code = await codeFor(before.hosts.us, ownerOfFirstFirm);
      await before.close();

      await using after = await createClioSimulator({ size: 300, stateDirectory });
      const client = new ConnectedClient(after.hosts.us, tokens);
      expect((await client.get('users/who_am_i')).status).toBe(200);
      const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
      expect((await requestToken(after.hosts.us, refresh)).status).toBe(200);
      expect((await requestToken(after.hosts.us, exchange(code))).status).toBe(200);
    } finally {
      rmSync(stateDirectory, { recursive: true });
    }
  });
});
