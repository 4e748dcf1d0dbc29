import { read } from './clio.ts';
import { equals, hasFields, hasStatus, holds, isErrorB } from './expectations.ts';
import { must, type Requirement, should } from './requirement.ts';
import { codeFrom, decide, locationOf, signIn, step, token } from './sign-in.ts';

const exchange = (code: string, redirectUri: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: redirectUri,
});
const refresh = (refreshToken: string) => ({ grant_type: 'refresh_token', refresh_token: refreshToken });

export const oauth: readonly Requirement[] = [
  must('OAUTH-01', '§1.2', 'simulator', 'GET /oauth/authorize shows a page where the person decides', async (clio) => {
    const { clientId, redirectUri } = clio.simulator;
    const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri });
    const answer = await read('GET /oauth/authorize', `${clio.origin}/oauth/authorize?${query}`, {});
    hasStatus(answer, 200);
    holds(/text\/html/.test(answer.headers.get('content-type') ?? ''), 'an HTML page');
    holds(/approve/i.test(answer.text) && /decline/i.test(answer.text), 'both decisions on the page');
  }),
  must(
    'OAUTH-02',
    '§1.2',
    'simulator',
    'approval leads to the redirect URI with code and the state as sent',
    async (clio) => {
      const back = locationOf(await decide(clio, { state: 'a b&c' }));
      equals(back.searchParams.get('state'), 'a b&c', 'state');
      holds((back.searchParams.get('code') ?? '').length > 15, 'a code');
      holds(back.href.startsWith(clio.simulator.redirectUri), 'the registered redirect URI');
    },
  ),
  must(
    'OAUTH-03',
    '§1.2',
    'simulator',
    'a redirect URI that is not registered exactly gets nobody redirected',
    async (clio) => {
      for (const redirect_uri of [`${clio.simulator.redirectUri}/`, 'https://elsewhere.example/callback']) {
        const answer = await decide(clio, { redirect_uri });
        hasStatus(answer, 400);
        equals(answer.headers.get('location'), null, 'Location');
      }
    },
  ),
  must('OAUTH-04', '§1.2', 'simulator', 'an unknown client_id gets nobody redirected', async (clio) => {
    hasStatus(await decide(clio, { client_id: 'unknown' }), 400);
  }),
  must('OAUTH-05', '§1.2', 'simulator', 'a response_type other than code is refused', async (clio) => {
    hasStatus(await decide(clio, { response_type: 'token' }), 400);
  }),
  must(
    'OAUTH-06',
    '§1.2',
    'simulator',
    'a refusal leaves the person on Clio unless redirect_on_decline is true',
    async (clio) => {
      const answer = await decide(clio, { decision: 'decline' });
      hasStatus(answer, 200);
      equals(answer.headers.get('location'), null, 'Location');
    },
  ),
  must(
    'OAUTH-07',
    '§1.2',
    'simulator',
    'with redirect_on_decline=true a refusal leads back with error=access_denied and state',
    async (clio) => {
      const back = locationOf(await decide(clio, { decision: 'decline', redirect_on_decline: 'true' }));
      equals(back.searchParams.get('error'), 'access_denied', 'error');
      equals(back.searchParams.get('state'), 'state-1', 'state');
      equals(back.searchParams.get('code'), null, 'code');
    },
  ),
  must(
    'OAUTH-08',
    '§1.3',
    'simulator',
    'a code is exchanged for token_type bearer, access_token, expires_in and refresh_token, and nothing else',
    async (clio) => {
      const { answer } = await signIn(clio);
      hasFields(answer.body, ['token_type', 'access_token', 'expires_in', 'refresh_token'], 'the answer');
      equals(answer.body['token_type'], 'bearer', 'token_type');
    },
  ),
  must(
    'OAUTH-09',
    '§1.3',
    'simulator',
    'expires_in is a whole number of seconds, set to thirty days or as configured',
    async (clio) => {
      await clio.simulator.control('POST', 'oauth', { accessTokenSeconds: 2_592_000 });
      equals((await signIn(clio)).answer.body['expires_in'], 2_592_000, 'expires_in');
      await clio.simulator.control('POST', 'oauth', { accessTokenSeconds: 3600 });
      equals((await signIn(clio)).answer.body['expires_in'], 3600, 'expires_in');
      await clio.simulator.control('POST', 'oauth', { accessTokenSeconds: 2_592_000 });
    },
  ),
  must(
    'OAUTH-10',
    '§1.3',
    'simulator',
    'the token endpoint takes a form: a JSON body is invalid_request',
    async (clio) => {
      const answer = await read('POST /oauth/token', `${clio.origin}/oauth/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ grant_type: 'refresh_token' }),
      });
      hasStatus(answer, 400);
      isErrorB(answer, 'invalid_request');
    },
  ),
  must('OAUTH-11', '§1.2', 'simulator', 'a code is good once', async (clio) => {
    const code = await codeFrom(clio);
    hasStatus(await token(clio, exchange(code, clio.simulator.redirectUri)), 200);
    const again = await token(clio, exchange(code, clio.simulator.redirectUri));
    hasStatus(again, 400);
    isErrorB(again, 'invalid_grant');
  }),
  must('OAUTH-12', '§1.2', 'simulator', 'a code is good for ten minutes', async (clio) => {
    const early = await codeFrom(clio);
    await step(clio, 590);
    hasStatus(await token(clio, exchange(early, clio.simulator.redirectUri)), 200);
    const late = await codeFrom(clio);
    await step(clio, 601);
    isErrorB(await token(clio, exchange(late, clio.simulator.redirectUri)), 'invalid_grant');
  }),
  must(
    'OAUTH-13',
    '§1.5',
    'simulator',
    'a redirect URI other than the authorization’s is the same generic invalid_grant',
    async (clio) => {
      const answer = await token(clio, exchange(await codeFrom(clio), 'http://127.0.0.1:3000/clio/callback'));
      hasStatus(answer, 400);
      isErrorB(answer, 'invalid_grant');
    },
  ),
  must('OAUTH-14', '§1.5', 'simulator', 'a wrong client secret is 401 invalid_client', async (clio) => {
    const answer = await token(clio, { ...exchange('any', clio.simulator.redirectUri), client_secret: 'wrong' });
    hasStatus(answer, 401);
    isErrorB(answer, 'invalid_client');
  }),
  must(
    'OAUTH-15',
    '§1.3',
    'simulator',
    'a refresh answers token_type, access_token and expires_in, without a new refresh_token',
    async (clio) => {
      const { refreshToken } = await signIn(clio);
      const answer = await token(clio, refresh(refreshToken));
      hasStatus(answer, 200);
      hasFields(answer.body, ['token_type', 'access_token', 'expires_in'], 'the answer');
    },
  ),
  must('OAUTH-16', '§1.3', 'simulator', 'a refresh token may be used many times, and does not expire', async (clio) => {
    const { refreshToken } = await signIn(clio);
    hasStatus(await token(clio, refresh(refreshToken)), 200);
    await step(clio, 90 * 86_400);
    const answer = await token(clio, refresh(refreshToken));
    hasStatus(answer, 200);
    hasStatus(await clio.as(String(answer.body['access_token'])).get('users/who_am_i'), 200);
  }),
  should('OAUTH-17', '§1.3', 'simulator', 'an earlier access token stays good after a refresh', async (clio) => {
    const { accessToken, refreshToken } = await signIn(clio);
    hasStatus(await token(clio, refresh(refreshToken)), 200);
    hasStatus(await clio.as(accessToken).get('users/who_am_i'), 200);
  }),
  must(
    'OAUTH-18',
    '§1.3',
    'simulator',
    'rotation can be switched on: a refresh gives a new refresh_token and ends the old one',
    async (clio) => {
      const { refreshToken } = await signIn(clio);
      await clio.simulator.control('POST', 'oauth', { rotateRefreshToken: true });
      const answer = await token(clio, refresh(refreshToken));
      const again = await token(clio, refresh(refreshToken));
      await clio.simulator.control('POST', 'oauth', { rotateRefreshToken: false });
      holds(typeof answer.body['refresh_token'] === 'string', 'a new refresh_token');
      isErrorB(again, 'invalid_grant');
      hasStatus(await token(clio, refresh(String(answer.body['refresh_token']))), 200);
    },
  ),
  must('OAUTH-19', '§1.3', 'simulator', 'an access token ends after its lifetime', async (clio) => {
    await clio.simulator.control('POST', 'oauth', { accessTokenSeconds: 120 });
    const { accessToken } = await signIn(clio);
    await clio.simulator.control('POST', 'oauth', { accessTokenSeconds: 2_592_000 });
    hasStatus(await clio.as(accessToken).get('users/who_am_i'), 200);
    await step(clio, 121);
    const answer = await clio.as(accessToken).get('users/who_am_i');
    hasStatus(answer, 401);
    isErrorB(answer, 'invalid_token');
  }),
  must(
    'OAUTH-20',
    '§1.4',
    'simulator',
    'deauthorizing with the bearer and the token in the form is 2xx and ends access and refresh token',
    async (clio) => {
      const { accessToken, refreshToken } = await signIn(clio);
      const answer = await read('POST /oauth/deauthorize', `${clio.origin}/oauth/deauthorize`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${accessToken}` },
        body: new URLSearchParams({ token: accessToken }),
      });
      holds(answer.status >= 200 && answer.status < 300, `2xx, got ${answer.status}`);
      hasStatus(await clio.as(accessToken).get('users/who_am_i'), 401);
      isErrorB(await token(clio, refresh(refreshToken)), 'invalid_grant');
    },
  ),
  must(
    'OAUTH-21',
    '§1.5',
    'simulator',
    'a grant_type that is missing is invalid_request, an unknown one unsupported_grant_type',
    async (clio) => {
      isErrorB(await token(clio, {}), 'invalid_request');
      isErrorB(await token(clio, { grant_type: 'password' }), 'unsupported_grant_type');
    },
  ),
  must('OAUTH-22', '§1.5', 'simulator', 'an unknown refresh token is 400 invalid_grant', async (clio) => {
    const answer = await token(clio, refresh('bogus'));
    hasStatus(answer, 400);
    isErrorB(answer, 'invalid_grant');
  }),
  should('OAUTH-23', '§1.2', 'simulator', 'scope and code_challenge are taken and change nothing', async (clio) => {
    const code = await codeFrom(clio, { scope: 'openid', code_challenge: 'x', code_challenge_method: 'S256' });
    hasStatus(await token(clio, exchange(code, clio.simulator.redirectUri)), 200);
  }),
  must(
    'OAUTH-24',
    '§1.2',
    'simulator',
    'native applications may use /oauth/approval, where the code is shown',
    async (clio) => {
      const approval = `${clio.origin}/oauth/approval`;
      const back = locationOf(await decide(clio, { redirect_uri: approval }));
      const code = back.searchParams.get('code') ?? '';
      const shown = await read('GET /oauth/approval', back.href, {});
      holds(code !== '' && shown.text.includes(code), 'the code on the page');
      hasStatus(await token(clio, exchange(code, approval)), 200);
    },
  ),
  must(
    'OAUTH-25',
    '§1.4',
    'simulator',
    'when the firm revokes, the next call is 401 and the next refresh invalid_grant',
    async (clio) => {
      const { accessToken, refreshToken } = await signIn(clio);
      const mine = clio.as(accessToken);
      hasStatus(await mine.get('users/who_am_i'), 200);
      await clio.simulator.control('POST', 'revoke', { accountId: clio.simulator.accountId });
      const refused = await mine.get('users/who_am_i');
      hasStatus(refused, 401);
      isErrorB(refused, 'invalid_token');
      isErrorB(await token(clio, refresh(refreshToken)), 'invalid_grant');
    },
  ),
  should('OAUTH-26', '§1.3', 'simulator', 'the client may name itself in an Authorization header', async (clio) => {
    const { clientId, clientSecret, redirectUri } = clio.simulator;
    const ask = async (secret: string) =>
      read('POST /oauth/token', `${clio.origin}/oauth/token`, {
        method: 'POST',
        headers: { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
        body: new URLSearchParams(exchange(await codeFrom(clio), redirectUri)),
      });
    hasStatus(await ask(encodeURIComponent(clientSecret)), 200);
    const refused = await ask('wrong');
    hasStatus(refused, 401);
    isErrorB(refused, 'invalid_client');
  }),
];
